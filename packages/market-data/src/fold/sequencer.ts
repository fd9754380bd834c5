import { inNewestVersion } from '@truetape/codec';
import { type Data, prefixes } from '@truetape/contracts';
import { type EventLog, START, type Subscription } from '@truetape/event-store';
import { assert, type RecordedEvent } from '@truetape/kernel';
import { LOG_FIELDS, type Logger } from '@truetape/observability';
import type { MarketChange } from '../market-state.ts';
import type { MarketDelta } from '../market-view.ts';
import { Market } from './market.ts';

export interface SequencerOptions {
  readonly log: EventLog;
  readonly logger: Logger;
  /** Told of each whole input, also of those that change nothing that is shown. */
  readonly onChange: (change: MarketChange, delta: MarketDelta) => void;
  /** All that was in the log at that moment is applied. */
  readonly onCaughtUp: () => void;
  /** Called once: an event could not be applied, or the log cannot be read on. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Every market of the log, followed by one subscription: what everybody may see of them is made here and nowhere else.
 * Only what is on disk, and only whole inputs.
 */
export class Sequencer {
  readonly #options: SequencerOptions;
  readonly #markets = new Map<string, Market>();
  /** Outcomes of inputs that are not complete, by stream. */
  readonly #unfinished = new Map<string, RecordedEvent[]>();
  readonly #subscription: Subscription;
  #delivered = START;

  constructor(options: SequencerOptions) {
    this.#options = options;
    const { log, onCaughtUp, onFailure } = options;
    this.#subscription = log.subscribeAll({
      after: START,
      prefixes: [prefixes.instrument, prefixes.market],
      onEvents: (events) => this.#take(events),
      onCaughtUp: (position) => {
        this.#delivered = Math.max(this.#delivered, position);
        onCaughtUp();
      },
      onFailure,
    });
  }

  /** The log has been read up to here. */
  get delivered(): number {
    return this.#delivered;
  }

  /** All whole inputs up to here are applied, and all inputs up to here are whole. */
  get position(): number {
    let position = this.#delivered;
    for (const [first] of this.#unfinished.values()) {
      if (first !== undefined) position = Math.min(position, first.position - 1);
    }
    return position;
  }

  get markets(): ReadonlyMap<string, Market> {
    return this.#markets;
  }

  stop(): Promise<void> {
    return this.#subscription.stop();
  }

  #take(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      try {
        this.#apply(event);
      } catch (error) {
        const { position } = event;
        this.#options.logger.error(
          { [LOG_FIELDS.position]: position },
          'this event cannot be applied',
        );
        throw error;
      }
      this.#delivered = event.position;
    }
  }

  #apply(stored: RecordedEvent): void {
    const event = inNewestVersion(stored);
    if (event.type === 'InstrumentListed') {
      const { symbol } = event.data as Data<'InstrumentListed'>;
      this.#markets.set(symbol, new Market(event));
    }
    const { last } = event.data as { readonly last?: boolean };
    if (last === undefined) return;
    const input = this.#unfinished.get(event.stream) ?? [];
    input.push(event);
    if (!last) {
      this.#unfinished.set(event.stream, input);
      return;
    }
    this.#unfinished.delete(event.stream);
    const symbol = event.stream.slice(prefixes.market.length);
    const market = this.#markets.get(symbol);
    assert(market !== undefined, `market ${symbol} is listed before it speaks`);
    const { change, delta } = market.apply(input);
    this.#options.onChange(change, delta);
  }
}
