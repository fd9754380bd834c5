import type { RecordedEvent } from '@truetape/kernel';
import type { Manifest, StreamEnds } from './manifest.ts';

/** Counts events, and keeps of every stream what a manifest says of it. */
export class StreamTally {
  count = 0;
  readonly #streams = new Map<string, StreamEnds>();
  readonly #before = new Map<string, string>();

  has(stream: string): boolean {
    return this.#before.has(stream);
  }

  /** @param previousHash of the event before the first one of this stream that is read */
  begin(stream: string, previousHash: string): void {
    this.#before.set(stream, previousHash);
  }

  read({ stream, revision, hash }: RecordedEvent): void {
    this.count += 1;
    const first = this.#streams.get(stream)?.first ?? {
      revision,
      previousHash: this.#before.get(stream) ?? '',
    };
    this.#streams.set(stream, { first, last: { revision, hash } });
  }

  /** By name, so that the same events give the same manifest. */
  streams(): Manifest['streams'] {
    return Object.fromEntries([...this.#streams].sort(([one], [other]) => (one < other ? -1 : 1)));
  }
}
