import type { Writable } from '@truetape/kernel';
import {
  type MarketChange,
  type MarketHead,
  type MarketState,
  MarketView,
  type Posted,
  RECENT_TRADES_MAX,
  type RecentTrade,
} from '@truetape/market-data';
import { addedAll, orderFields, ordersIn } from './order-fields.ts';

/*
 * A market is one hash, so that Redis loses it whole or keeps it whole: `epoch`, `sequence`, `head` as JSON, `o<number>` for
 * each order, `t<n>` as JSON for the n-th trade of the market, and `c<interval>` as JSON for its newest candles.
 */

/** Fields and values, in turn. */
export function fieldsOf({ head, orders, trades, candles }: MarketState): string[] {
  return [
    ...headFields(head, trades),
    ...orderFields(addedAll(orders), head.sequence),
    ...Object.entries(candles).flatMap(candleField),
  ];
}

/** What a change removes, of which orders it changes the quantity, and what it sets. */
export function changedFields({ head, orders, trades, candles }: MarketChange) {
  const gone = orders.removed.map((number) => `o${number}`);
  const before = head.tradeCount - trades.length;
  const oldest = Math.max(1, before - RECENT_TRADES_MAX + 1);
  const newest = Math.min(before, head.tradeCount - RECENT_TRADES_MAX);
  for (let n = oldest; n <= newest; n++) gone.push(`t${n}`);
  return {
    gone,
    changed: orders.changed.map(([number, quantity]) => [`o${number}`, quantity]),
    set: [
      ...headFields(head, trades.slice(-RECENT_TRADES_MAX)),
      ...orderFields(orders.added, head.sequence),
      ...Object.entries(candles ?? {}).flatMap(([interval, changed]) =>
        candleField([interval, changed.at(-1)]),
      ),
    ],
  };
}

/** Undefined for what is not a market. */
export function postedIn(hash: Readonly<Record<string, string>>): Posted | undefined {
  const { epoch, sequence, head: json, ...fields } = hash;
  if (epoch === undefined || sequence === undefined || json === undefined) return undefined;
  const head = JSON.parse(json) as MarketHead;
  const orders: [string, string][] = [];
  const trades: [number, RecentTrade][] = [];
  const candles: Writable<MarketState['candles']> = {};
  for (const [field, value] of Object.entries(fields)) {
    const name = field.slice(1);
    if (field.startsWith('o')) orders.push([name, value]);
    else if (field.startsWith('t')) trades.push([Number(name), JSON.parse(value)]);
    else candles[name as keyof typeof candles] = JSON.parse(value);
  }
  trades.sort(([a], [b]) => a - b);
  const state = {
    head,
    orders: ordersIn(orders),
    trades: trades.map(([, trade]) => trade),
    candles,
  };
  // Fields come in no order: a view has its levels best first.
  return { epoch, state: new MarketView(state).state() };
}

/** @param trades the newest */
function headFields(head: MarketHead, trades: readonly RecentTrade[]): string[] {
  const first = head.tradeCount - trades.length + 1;
  return [
    'head',
    JSON.stringify(head),
    ...trades.flatMap((trade, i) => [`t${first + i}`, JSON.stringify(trade)]),
  ];
}

const candleField = ([interval, candle]: readonly [string, object | undefined]): string[] => [
  `c${interval}`,
  JSON.stringify(candle),
];
