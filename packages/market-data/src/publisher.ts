import type { EventLog } from '@truetape/event-store';
import type { Logger, Metrics } from '@truetape/observability';
import { Sequencer } from './fold/sequencer.ts';
import { laterEpoch } from './later-epoch.ts';
import { LogWatch } from './log-watch.ts';
import type { Epoch, MarketBoard, Put } from './market-board.ts';
import type { MarketChange } from './market-state.ts';

export interface PublisherOptions {
  readonly log: EventLog;
  readonly board: MarketBoard;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'marketDataPuts'>;
  /** The system's clock when left out. */
  readonly clockMs?: () => number;
  /** Told once: a later publisher posts on this board, and this one no longer does. */
  readonly onReplaced: () => void;
  /** Told once: nothing more will be posted, because an event could not be applied or the log not be read. */
  readonly onFailure: (error: unknown) => void;
}

/** So soon after something has happened there is a beat; and so often when nothing does. */
const BEAT_MS = 20;
export const IDLE_BEAT_MS = 250;
/** So often each market is looked for on the board, which may have lost it. */
const LOOK_MS = 1_000;
/** Puts that are not answered: with more of them markets are posted whole once there are fewer. */
const IN_FLIGHT_MAX = 10_000;

/** How a market stands on the board. */
interface Posting {
  /** Everything of it was sent, in order, and nothing has been refused. */
  isThere: boolean;
  isReplacing: boolean;
}

/**
 * Folds the log once for all who hear the board: posts each market whole, then every change, then a beat that says how far
 * this is. Whatever the board has not taken, or has lost, is posted whole again.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #sequencer: Sequencer;
  readonly #watch: LogWatch;
  readonly #postings = new Map<string, Posting>();
  readonly #timers: readonly NodeJS.Timeout[];
  #epoch: Epoch | undefined;
  #soon: NodeJS.Timeout | undefined;
  #inFlight = 0;
  #isLooking = false;
  #isLive = false;
  #isBeating = false;
  #isOver = false;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#sequencer = new Sequencer({
      ...options,
      onChange: (change) => this.#changed(change),
      onCaughtUp: () => {
        this.#isLive = true;
        this.#beatSoon();
      },
      onFailure: (error) => {
        this.#end();
        options.logger.error({ err: error }, 'market data has stopped');
        options.onFailure(error);
      },
    });
    this.#watch = new LogWatch(options.log, () => this.#sequencer.delivered);
    this.#timers = [
      setInterval(() => this.#beatSoon(), IDLE_BEAT_MS),
      setInterval(() => void this.#look(), LOOK_MS),
    ];
  }

  /** All that was in the log at the start is applied, and nothing has ended it. */
  get isCurrent(): boolean {
    return this.#isLive && !this.#isOver;
  }

  get position(): number {
    return this.#sequencer.position;
  }

  async stop(): Promise<void> {
    this.#end();
    await this.#sequencer.stop();
  }

  #end(): void {
    this.#isOver = true;
    this.#watch.stop();
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#soon);
  }

  #changed(change: MarketChange): void {
    if (!this.#isLive) return;
    const posting = this.#postingOf(change.head.symbol);
    if (this.#inFlight >= IN_FLIGHT_MAX) posting.isThere = false;
    if (posting.isThere && this.#epoch !== undefined) {
      void this.#put(posting, this.#options.board.apply(this.#epoch, change));
    }
    this.#beatSoon();
  }

  #beatSoon(): void {
    if (this.#isOver || this.#soon !== undefined) return;
    this.#soon = setTimeout(() => {
      this.#soon = undefined;
      void this.#beat();
    }, BEAT_MS);
  }

  async #beat(): Promise<void> {
    if (!this.isCurrent || this.#isBeating) return;
    this.#isBeating = true;
    const { board, clockMs = Date.now } = this.#options;
    this.#epoch ??= laterEpoch(await board.lastEpoch(), clockMs());
    for (const [symbol, market] of this.#sequencer.markets) {
      const posting = this.#postingOf(symbol);
      if (posting.isThere || posting.isReplacing || this.#inFlight >= IN_FLIGHT_MAX) continue;
      posting.isThere = true;
      posting.isReplacing = true;
      void this.#put(posting, board.replace(this.#epoch, market.state())).then(() => {
        posting.isReplacing = false;
      });
    }
    // A publisher that cannot see the log does not know how old it is.
    if (this.#watch.isSeen && !this.#isOver) {
      const heads: Record<string, number> = {};
      for (const [symbol, { head }] of this.#sequencer.markets) heads[symbol] = head.sequence;
      const { position } = this.#sequencer;
      await this.#put(undefined, board.beat({ epoch: this.#epoch, position, heads }));
    }
    this.#isBeating = false;
  }

  async #look(): Promise<void> {
    if (!this.isCurrent || this.#isLooking || this.#epoch === undefined) return;
    this.#isLooking = true;
    const looks: Promise<void>[] = [];
    for (const [symbol, market] of this.#sequencer.markets) {
      const posting = this.#postingOf(symbol);
      if (posting.isThere) looks.push(this.#lookFor(posting, symbol, market.head.sequence));
    }
    await Promise.all(looks);
    this.#isLooking = false;
  }

  /** Whatever was put before is answered before: the place is that of the last change. */
  async #lookFor(posting: Posting, symbol: string, sequence: number): Promise<void> {
    const place = await this.#options.board.placeOf(symbol);
    if (place?.epoch !== this.#epoch || place?.sequence !== sequence) posting.isThere = false;
  }

  async #put(posting: Posting | undefined, put: Promise<Put>): Promise<void> {
    this.#inFlight += 1;
    const taken = await put;
    this.#inFlight -= 1;
    this.#options.metrics.marketDataPuts.labels(taken.ok ? 'TAKEN' : taken.failure).increment();
    if (taken.ok) return;
    if (posting !== undefined) posting.isThere = false;
    if (taken.failure !== 'REPLACED' || this.#isOver) return;
    this.#end();
    this.#options.onReplaced();
  }

  #postingOf(symbol: string): Posting {
    let posting = this.#postings.get(symbol);
    if (posting === undefined) {
      posting = { isThere: false, isReplacing: false };
      this.#postings.set(symbol, posting);
    }
    return posting;
  }
}
