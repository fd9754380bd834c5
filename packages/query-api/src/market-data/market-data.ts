import { inNewestVersion } from '@truetape/codec';
import { type Data, prefixes } from '@truetape/contracts';
import { type EventLog, START, type Subscription } from '@truetape/event-store';
import { assert, type RecordedEvent } from '@truetape/kernel';
import { LOG_FIELDS, type Logger } from '@truetape/observability';
import { Positions } from '../reads/positions.ts';
import { Market, type MarketDelta } from './market.ts';

export interface MarketDataOptions {
  readonly log: EventLog;
  readonly logger: Logger;
}

/**
 * Every market of the log, followed by one subscription for all who ask: routes and feeds show the same state. Only
 * what is on disk, and only whole inputs.
 */
export class MarketData {
  readonly #logger: Logger;
  readonly #markets = new Map<string, Market>();
  /** Outcomes of inputs that are not complete, by stream. */
  readonly #unfinished = new Map<string, RecordedEvent[]>();
  readonly #listeners = new Set<(delta: MarketDelta) => void>();
  readonly #failureListeners = new Set<() => void>();
  readonly #positions: Positions;
  readonly #subscription: Subscription;
  #delivered = START;
  #state: 'catching-up' | 'current' | 'failed' = 'catching-up';

  constructor({ log, logger }: MarketDataOptions) {
    this.#logger = logger;
    this.#positions = new Positions({ position: () => this.position });
    this.#subscription = log.subscribeAll({
      after: START,
      prefixes: [prefixes.instrument, prefixes.market],
      onEvents: (events) => this.#take(events),
      onCaughtUp: (position) => {
        this.#delivered = Math.max(this.#delivered, position);
        if (this.#state === 'catching-up') this.#state = 'current';
      },
      onFailure: (error) => {
        this.#state = 'failed';
        logger.error({ err: error }, 'market data has stopped');
        for (const listener of this.#failureListeners) listener();
      },
    });
  }

  /** False until all that was in the log at the start is applied, and after an event that could not be. */
  get isCurrent(): boolean {
    return this.#state === 'current';
  }

  /** All whole inputs up to here are applied. */
  get position(): number {
    let position = this.#delivered;
    for (const [first] of this.#unfinished.values()) {
      if (first !== undefined) position = Math.min(position, first.position - 1);
    }
    return position;
  }

  /** True as soon as the position is reached; false after two seconds. */
  reached(position: number): Promise<boolean> {
    return this.position >= position ? Promise.resolve(true) : this.#positions.reached(position);
  }

  market(symbol: string): Market | undefined {
    return this.#markets.get(symbol);
  }

  /** Told of each input that changed something that is shown. @returns how to be told no more */
  onDelta(listener: (delta: MarketDelta) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told when nothing more will be shown, because an event could not be applied. */
  onFailure(listener: () => void): void {
    this.#failureListeners.add(listener);
  }

  stop(): Promise<void> {
    return this.#subscription.stop();
  }

  #take(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      try {
        this.#apply(event);
      } catch (error) {
        this.#logger.error(
          { [LOG_FIELDS.position]: event.position },
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
      const data = event.data as Data<'InstrumentListed'>;
      this.#markets.set(data.symbol, new Market(data));
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
    this.#applyInput(event.stream.slice(prefixes.market.length), input);
  }

  #applyInput(symbol: string, input: readonly RecordedEvent[]): void {
    const market = this.#markets.get(symbol);
    assert(market !== undefined, `market ${symbol} is listed before it speaks`);
    const delta = market.apply(input);
    if (delta.book === undefined && delta.trades === undefined) return;
    for (const listener of this.#listeners) listener(delta);
  }
}
