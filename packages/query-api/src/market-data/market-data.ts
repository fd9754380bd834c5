import type { EventLog } from '@truetape/event-store';
import {
  arePast,
  type MarketBoard,
  type MarketDelta,
  type Markets,
  type MarketView,
  Mirror,
  OwnMarkets,
} from '@truetape/market-data';
import type { Logger, Metrics } from '@truetape/observability';
import { Positions } from '../reads/positions.ts';

export interface MarketDataOptions {
  readonly log: EventLog;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'marketDataReads' | 'marketDataShared'>;
  /** Where another process posts the markets. Without one they are folded here. */
  readonly board?: MarketBoard | undefined;
  readonly patience?: Partial<Patience>;
}

/** How long what a board says is believed. */
export interface Patience {
  /** Without a beat for so long it is not. */
  readonly staleMs: number;
  /** After so long without a lapse it is again. */
  readonly trustMs: number;
}

const PATIENCE: Patience = { staleMs: 2_000, trustMs: 30_000 };
const LOOK_MS = 100;

export interface MarketDataListener {
  readonly onDelta?: (delta: MarketDelta) => void;
  /** This market is shown anew: the deltas before cannot be added up to it. */
  readonly onReset?: (symbol: string) => void;
  /** Nothing is shown for now, or for ever. */
  readonly onStopped?: () => void;
}

/**
 * Every market as routes and feeds show it: from the board that a publisher keeps, or folded from the log in this process
 * where there is no board, and as long as it cannot be believed. What was shown is never followed by what is older.
 */
export class MarketData {
  readonly #options: MarketDataOptions;
  readonly #patience: Patience;
  readonly #listeners = new Set<MarketDataListener>();
  readonly #positions: Positions;
  readonly #shared: Mirror | undefined;
  readonly #timer: NodeJS.Timeout | undefined;
  #own: OwnMarkets | undefined;
  #active: Markets;
  #wasCurrent = false;
  #lapsedAtMs = performance.now();

  constructor(options: MarketDataOptions) {
    this.#options = options;
    this.#patience = { ...PATIENCE, ...options.patience };
    this.#positions = new Positions({ position: () => this.position });
    const { board } = options;
    if (board === undefined) {
      this.#own = this.#fold();
      this.#active = this.#own;
      return;
    }
    const reads = options.metrics.marketDataReads.labels();
    this.#shared = new Mirror({
      board,
      staleMs: this.#patience.staleMs,
      listener: {
        onDelta: (delta) => this.#changed(this.#shared, delta),
        onReset: (symbol) => {
          if (this.isShared) this.#reset(symbol);
        },
      },
      onRead: () => reads.increment(),
    });
    this.#active = this.#shared;
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  /** False until all that was in the log at the start is applied, and when there is no way to go on. */
  get isCurrent(): boolean {
    return this.#active.isCurrent;
  }

  /** The board is what is shown. */
  get isShared(): boolean {
    return this.#active === this.#shared;
  }

  /** Every market shows at least everything up to here. */
  get position(): number {
    return this.#active.position;
  }

  /** True as soon as a market shows everything up to there; false after two seconds. */
  async reached(symbol: string, position: number): Promise<boolean> {
    const shown = this.market(symbol)?.position ?? -1;
    return Math.max(shown, this.position) >= position || this.#positions.reached(position);
  }

  market(symbol: string): MarketView | undefined {
    return this.#active.market(symbol);
  }

  /** Of every market that is shown. */
  symbols(): Iterable<string> {
    return this.#active.symbols();
  }

  /** @returns how to be told no more */
  listen(listener: MarketDataListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#shared?.stop();
    await this.#own?.stop();
  }

  /** Whether to go on with the board: asked again and again where there is one. */
  #look(): void {
    const shared = this.#shared as Mirror;
    const { staleMs, trustMs } = this.#patience;
    const sinceMs = performance.now() - this.#lapsedAtMs;
    if (shared.isCurrent) {
      if (this.#own !== undefined && sinceMs >= trustMs) this.#trust(shared);
    } else {
      // At the start it has a while to become current.
      const isDoubted = this.#own !== undefined || this.#wasCurrent || sinceMs >= staleMs;
      if (isDoubted) {
        this.#lapsedAtMs = performance.now();
        this.#doubt();
      }
    }
    this.#options.metrics.marketDataShared.labels().set(this.isShared ? 1 : 0);
    if (this.#wasCurrent && !this.isCurrent) this.#tellStopped();
    this.#wasCurrent = this.isCurrent;
  }

  #doubt(): void {
    if (this.#own === undefined) {
      this.#options.logger.warn({ component: 'market-data' }, 'the log is followed: no beats');
      this.#own = this.#fold();
    }
    if (this.#own.isCurrent) this.#show(this.#own);
  }

  #trust(shared: Mirror): void {
    this.#show(shared);
    if (this.#active !== shared) return;
    this.#options.logger.info({ component: 'market-data' }, 'the board is believed again');
    void this.#own?.stop();
    this.#own = undefined;
  }

  #show(markets: Markets): void {
    if (markets === this.#active || !arePast(markets, this.#active)) return;
    this.#active = markets;
    for (const symbol of markets.symbols()) this.#reset(symbol);
  }

  #fold(): OwnMarkets {
    const own: OwnMarkets = new OwnMarkets({
      ...this.#options,
      onDelta: (delta) => this.#changed(own, delta),
      onFailure: () => {
        if (this.#active === own) this.#tellStopped();
      },
    });
    return own;
  }

  #changed(by: Markets | undefined, delta: MarketDelta): void {
    if (this.#active !== by) return;
    for (const { onDelta } of this.#listeners) onDelta?.(delta);
  }

  #reset(symbol: string): void {
    for (const { onReset } of this.#listeners) onReset?.(symbol);
  }

  #tellStopped(): void {
    for (const { onStopped } of this.#listeners) onStopped?.();
  }
}
