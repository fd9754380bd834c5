import { type ClientEvent, connect, type Feed } from '@truetape/client';
import type { BookDepth } from '@truetape/contracts';
import { onTestFinished } from 'vitest';
import type { EngineOracle } from './engine-oracle.ts';

const SYMBOL = 'BTC-USD';

/** A client that holds whatever it shows against the engine, at once. */
export class Follower {
  readonly events: ClientEvent[] = [];
  /** What it showed and the engine never had. */
  readonly wrong: object[] = [];
  shown = 0;
  readonly depth: BookDepth;
  readonly book: Feed<'book'>;
  readonly orders: Feed<'orders-of-book'>;
  readonly trades: Feed<'trades'>;
  readonly #oracle: EngineOracle;
  readonly #client: ReturnType<typeof connect>;

  constructor(addresses: readonly [string, ...string[]], depth: BookDepth, oracle: EngineOracle) {
    this.depth = depth;
    this.#oracle = oracle;
    this.#client = connect({ addresses, onEvent: (event) => this.events.push(event) });
    onTestFinished(() => this.close());
    this.book = this.#client.follow({ channel: 'book', symbol: SYMBOL, depth }, (feed) =>
      this.#seeBook(feed),
    );
    this.orders = this.#client.follow({ channel: 'orders-of-book', symbol: SYMBOL }, (feed) =>
      this.#seeOrders(feed),
    );
    this.trades = this.#client.follow({ channel: 'trades', symbol: SYMBOL }, (feed) =>
      this.#seeTrades(feed),
    );
  }

  count(type: ClientEvent['type']): number {
    return this.events.filter((event) => event.type === type).length;
  }

  /** It holds what the engine holds now. */
  async isThere(): Promise<boolean> {
    if ([this.book, this.orders, this.trades].some(({ status }) => status !== 'current')) {
      return false;
    }
    const { state } = this.book;
    const have = JSON.stringify({ bids: state.bids(), asks: state.asks() });
    return (
      have === JSON.stringify(this.#oracle.lastLevels(this.depth)) &&
      (await this.orders.state.digest()) === this.#oracle.digest()
    );
  }

  close(): void {
    this.#client.close();
  }

  #seeBook({ sequence, state }: Feed<'book'>): void {
    this.shown += 1;
    const have = { bids: state.bids(), asks: state.asks() };
    if (!this.#oracle.isBook(sequence, this.depth, have)) this.wrong.push({ sequence, ...have });
  }

  #seeOrders({ sequence, state }: Feed<'orders-of-book'>): void {
    this.shown += 1;
    const have = { bids: state.bids(), asks: state.asks() };
    if (!this.#oracle.isOrders(sequence, have)) this.wrong.push({ sequence, ...have });
  }

  /** Trades are numbered without gaps. */
  #seeTrades({ sequence, state }: Feed<'trades'>): void {
    const numbers = state.all().map(({ tradeNumber }) => tradeNumber);
    const isGap = numbers.some((number, at) => at > 0 && number !== (numbers[at - 1] ?? 0) + 1);
    if (isGap) this.wrong.push({ sequence, numbers });
  }
}
