import { isDeepStrictEqual } from 'node:util';
import type { EventLog } from '@truetape/event-store';
import {
  type BookLevels,
  type MarketState,
  RECENT_TRADES_MAX,
  Sequencer,
} from '@truetape/market-data';
import type { Logger } from '@truetape/observability';

/** What is asked of a market, and what is answered. */
export const QUESTIONS = ['book', 'ticker', 'trades'] as const;
export type Question = (typeof QUESTIONS)[number];

export interface Answer {
  readonly question: Question;
  readonly body: { readonly position: number };
}

/** As many as an answer has where nobody says how many. */
const DEPTH = 50;
const PAGE = 100;

/** Every state that a market has been in, from a fold of its own. */
export class Oracle {
  readonly #sequencer: Sequencer;
  readonly #states: (Pick<MarketState, 'head' | 'trades'> & BookLevels)[] = [];
  /** By sequence. */
  readonly #books = new Map<number, string>();

  constructor(log: EventLog, logger: Logger) {
    this.#sequencer = new Sequencer({
      log,
      logger,
      onChange: ({ head }) => {
        const view = this.#sequencer.markets.get(head.symbol)?.view;
        if (view === undefined) return;
        const levels = view.levels(Number.POSITIVE_INFINITY);
        const trades = view.recentTrades.slice(-RECENT_TRADES_MAX);
        this.#states.push({ head, trades, ...levels });
        this.#books.set(head.sequence, JSON.stringify([levels.bids, levels.asks]));
      },
      onCaughtUp: () => undefined,
      onFailure: (error) => {
        throw error;
      },
    });
  }

  get position(): number {
    return this.#sequencer.position;
  }

  /** @returns undefined when this is the answer at its position, else what it is not */
  wrongIn({ question, body }: Answer): object | undefined {
    const want = this.#answerAt(question, body.position);
    return isDeepStrictEqual(body, want) ? undefined : { question, have: body, want };
  }

  /** Whether a client that adds up a feed has the book of that sequence. */
  isBook(sequence: number, levels: string): boolean {
    return this.#books.get(sequence) === levels;
  }

  stop(): Promise<void> {
    return this.#sequencer.stop();
  }

  #answerAt(question: Question, position: number): object | undefined {
    const state = this.#states.findLast(({ head }) => head.position <= position);
    if (state === undefined) return undefined;
    const { head, bids, asks, trades } = state;
    const { symbol, sequence, bookSequence, tradeCount, auction } = head;
    if (question === 'book') {
      return {
        symbol,
        sequence: bookSequence,
        bids: bids.slice(0, DEPTH),
        asks: asks.slice(0, DEPTH),
        position,
      };
    }
    if (question === 'ticker') {
      const [bid, ask] = [bids[0]?.[0] ?? null, asks[0]?.[0] ?? null];
      const last = trades.at(-1)?.trade.price ?? null;
      const fixed = { symbol, sequence, state: head.state, bid, ask, last };
      return { ...fixed, trades: tradeCount, ...auction, position };
    }
    const newest = trades.map(({ trade }) => trade).reverse();
    const { at, tradeNumber } = newest[PAGE - 1] ?? { at: '', tradeNumber: 0 };
    const next = newest.length > PAGE ? `${Date.parse(at)}.${tradeNumber}` : null;
    return { items: newest.slice(0, PAGE), next, position };
  }
}
