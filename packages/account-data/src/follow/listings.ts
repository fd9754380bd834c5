import { type Catalogue, catalogueEvolve, emptyCatalogue, inNewestVersion } from '@truetape/codec';
import { prefixes, streams } from '@truetape/contracts';
import type { EventLog } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';

/**
 * The assets and markets that accounts have to do with. Scales, ticks and lots never change, and nothing else of them is
 * asked for: so it may know more than the log says at the position of an account.
 */
export class Listings {
  readonly catalogue: Catalogue = emptyCatalogue();
  readonly #log: EventLog;
  readonly #read = new Set<string>();

  constructor(log: EventLog) {
    this.#log = log;
  }

  add(event: RecordedEvent): void {
    const { stream } = event;
    if (stream === streams.venue || stream.startsWith(prefixes.instrument)) {
      catalogueEvolve(this.catalogue, inNewestVersion(event));
    }
  }

  /** Reads the assets, and those of these markets that it does not know yet. */
  async know(symbols: readonly string[]): Promise<void> {
    for (const stream of [streams.venue, ...symbols.map(streams.instrument)]) {
      if (this.#read.has(stream)) continue;
      for await (const events of this.#log.readStream(stream)) events.forEach(this.add, this);
      this.#read.add(stream);
    }
  }
}
