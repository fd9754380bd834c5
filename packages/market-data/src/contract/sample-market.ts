import type {
  BookLevels,
  MarketChange,
  MarketHead,
  MarketState,
  RecentTrade,
  WireLevel,
} from '../market-state.ts';
import { RECENT_TRADES_MAX } from '../market-state.ts';

/** A small generator of our own (xorshift32): the same seed is the same market on every machine. */
function randomOf(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Inputs pass over revisions: those of outcomes that are not the last. */
const REVISIONS_MAX = 3;

/** A market that changes at random, and is kept in the plainest way there is. */
export class SampleMarket {
  readonly #random: (below: number) => number;
  readonly #bids = new Map<number, string>();
  readonly #asks = new Map<number, string>();
  readonly #trades: RecentTrade[] = [];
  #head: MarketHead;

  constructor(symbol = 'BTC-USD', seed = 1) {
    this.#random = randomOf(seed);
    const none = { sequence: -1, bookSequence: -1, tradesSequence: -1, tradeCount: 0 };
    const grid = { tick: '0.5', lot: '0.001' };
    this.#head = { symbol, ...grid, position: 0, ...none, state: 'open', auction: {} };
  }

  state(): MarketState {
    return {
      head: this.#head,
      bids: levelsOf(this.#bids, (a, b) => b - a),
      asks: levelsOf(this.#asks, (a, b) => a - b),
      trades: this.#trades.slice(-RECENT_TRADES_MAX),
    };
  }

  /** @param levels that change, on each side about half of them; @param trades that are made */
  change(levels = this.#random(6), trades = this.#random(3)): MarketChange {
    const { sequence: previous, position } = this.#head;
    const sequence = previous + 1 + this.#random(REVISIONS_MAX);
    const book: BookLevels = { bids: [], asks: [] };
    for (let i = 0; i < levels; i++) this.#changeLevel(book);
    const made = Array.from({ length: trades }, (_, i) => this.#trade(i + 1, position + 1 + i));
    this.#trades.push(...made);
    const hasBook = book.bids.length + book.asks.length > 0;
    this.#head = {
      ...this.#head,
      sequence,
      position: position + 1 + trades + this.#random(10),
      ...(hasBook && { bookSequence: sequence }),
      ...(trades > 0 && { tradesSequence: sequence }),
      tradeCount: this.#head.tradeCount + trades,
      ...this.#mood(),
    };
    return { head: this.#head, previous, ...book, trades: made };
  }

  #changeLevel(book: BookLevels): void {
    const side = this.#random(2) === 0 ? 'bids' : 'asks';
    const levels = side === 'bids' ? this.#bids : this.#asks;
    const halves = this.#random(4_000);
    if (book[side].some(([price]) => price === String(halves / 2))) return;
    const gone = levels.has(halves) && this.#random(2) === 0;
    const quantity = gone ? '0' : `${1 + this.#random(100)}.125`;
    if (gone) levels.delete(halves);
    else levels.set(halves, quantity);
    book[side].push([String(halves / 2), quantity]);
  }

  #trade(number: number, position: number): RecentTrade {
    const takerSide = this.#random(2) === 0 ? 'buy' : 'sell';
    const trade = {
      tradeNumber: this.#head.tradeCount + number,
      price: String(this.#random(4_000) / 2),
      quantity: '0.5',
      takerSide,
      at: '2026-11-22T09:00:00.000Z',
    } as const;
    return { trade: this.#random(5) === 0 ? { ...trade, auction: true } : trade, position };
  }

  #mood(): Pick<MarketHead, 'state' | 'auction'> {
    const auctionDueAt = '2026-11-22T09:05:00.000Z';
    const indicative = { price: '100.5', quantity: '3' };
    if (this.#random(4) > 0) return { state: 'open', auction: {} };
    return { state: 'auction', auction: { auctionDueAt, indicative } };
  }
}

function levelsOf(
  levels: ReadonlyMap<number, string>,
  compare: (a: number, b: number) => number,
): WireLevel[] {
  return [...levels]
    .sort(([a], [b]) => compare(a, b))
    .map(([halves, quantity]) => [String(halves / 2), quantity]);
}
