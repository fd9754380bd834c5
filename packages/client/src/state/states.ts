import type {
  Balance,
  Candle,
  Channel,
  Fill,
  Order,
  PositionLine,
  Trade,
} from '@truetape/contracts';
import { LocalBook } from './local-book.ts';
import { LocalLines } from './local-lines.ts';
import { LocalOrderBook } from './local-order-book.ts';
import { LocalRisk } from './local-risk.ts';
import type { LocalState } from './local-state.ts';
import { Newest } from './newest.ts';

/** Trades, fills and candles that are remembered of a feed. */
export const NEWEST_LINES_MAX = 1_000;

/** What a client holds of a feed, by channel. */
export interface States {
  book: LocalBook;
  'orders-of-book': LocalOrderBook;
  /** By their number. */
  trades: LocalLines<Trade>;
  ticker: Newest<'ticker'>;
  /** By when they began. */
  candles: LocalLines<Candle>;
  auction: Newest<'auction'>;
  /** Those that are pending or open, by their id. */
  orders: LocalLines<Order>;
  /** By `symbol tradeNumber side`. */
  fills: LocalLines<Fill>;
  /** By asset. */
  balances: LocalLines<Balance>;
  /** By market. */
  positions: LocalLines<PositionLine>;
  risk: LocalRisk;
}

const ALL = Number.POSITIVE_INFINITY;

/** Everything that is particular of a channel. A new channel is a new entry. */
const STATES: { readonly [C in Channel]: () => States[C] & LocalState<C> } = {
  book: () => new LocalBook(),
  'orders-of-book': () => new LocalOrderBook(),
  trades: () =>
    new LocalLines<Trade>({
      field: 'trades',
      nameOf: ({ tradeNumber }) => String(tradeNumber),
      linesMax: NEWEST_LINES_MAX,
    }),
  ticker: () => new Newest<'ticker'>(),
  candles: () =>
    new LocalLines<Candle>({
      field: 'candles',
      nameOf: ({ openedAt }) => openedAt,
      linesMax: NEWEST_LINES_MAX,
    }),
  auction: () => new Newest<'auction'>(),
  orders: () =>
    new LocalLines<Order>({
      field: 'orders',
      nameOf: ({ orderId }) => orderId,
      isOver: ({ status }) => status !== 'pending' && status !== 'open',
      linesMax: ALL,
    }),
  fills: () =>
    new LocalLines<Fill>({
      field: 'fills',
      nameOf: ({ symbol, tradeNumber, side }) => `${symbol} ${tradeNumber} ${side}`,
      linesMax: NEWEST_LINES_MAX,
    }),
  balances: () =>
    new LocalLines<Balance>({ field: 'balances', nameOf: ({ asset }) => asset, linesMax: ALL }),
  positions: () =>
    new LocalLines<PositionLine>({
      field: 'positions',
      nameOf: ({ symbol }) => symbol,
      linesMax: ALL,
    }),
  risk: () => new LocalRisk(),
};

export function newState<C extends Channel>(channel: C): States[C] & LocalState<C> {
  return STATES[channel]();
}
