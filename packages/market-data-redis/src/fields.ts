import {
  type MarketChange,
  type MarketHead,
  type MarketState,
  MarketView,
  type Posted,
  RECENT_TRADES_MAX,
  type RecentTrade,
  type WireLevel,
} from '@truetape/market-data';

/*
 * A market is one hash, so that Redis loses it whole or keeps it whole: `epoch`, `sequence`, `head` as JSON, a field
 * `b<price>` or `a<price>` for each level, and `t<n>` as JSON for the n-th trade of the market.
 */

/** Fields and values, in turn. */
export function fieldsOf({ head, bids, asks, trades }: MarketState): string[] {
  const fields = ['head', JSON.stringify(head)];
  for (const [price, quantity] of bids) fields.push(`b${price}`, quantity);
  for (const [price, quantity] of asks) fields.push(`a${price}`, quantity);
  const first = head.tradeCount - trades.length + 1;
  for (const [i, trade] of trades.entries()) fields.push(`t${first + i}`, JSON.stringify(trade));
  return fields;
}

/** What a change sets, and what it removes. */
export function changedFields({ head, bids, asks, trades }: MarketChange) {
  const isLeft = ([, quantity]: WireLevel) => quantity !== '0';
  const set = fieldsOf({
    head,
    bids: bids.filter(isLeft),
    asks: asks.filter(isLeft),
    trades: trades.slice(-RECENT_TRADES_MAX),
  });
  const gone: string[] = [];
  for (const level of bids) if (!isLeft(level)) gone.push(`b${level[0]}`);
  for (const level of asks) if (!isLeft(level)) gone.push(`a${level[0]}`);
  const before = head.tradeCount - trades.length;
  const oldest = Math.max(1, before - RECENT_TRADES_MAX + 1);
  const newest = Math.min(before, head.tradeCount - RECENT_TRADES_MAX);
  for (let n = oldest; n <= newest; n++) gone.push(`t${n}`);
  return { set, gone };
}

/** Undefined for what is not a market. */
export function postedIn(hash: Readonly<Record<string, string>>): Posted | undefined {
  const { epoch, sequence, head: json, ...fields } = hash;
  if (epoch === undefined || sequence === undefined || json === undefined) return undefined;
  const head = JSON.parse(json) as MarketHead;
  const bids: WireLevel[] = [];
  const asks: WireLevel[] = [];
  const trades: [number, RecentTrade][] = [];
  for (const [field, value] of Object.entries(fields)) {
    const name = field.slice(1);
    if (field.startsWith('b')) bids.push([name, value]);
    else if (field.startsWith('a')) asks.push([name, value]);
    else trades.push([Number(name), JSON.parse(value) as RecentTrade]);
  }
  trades.sort(([a], [b]) => a - b);
  const state = { head, bids, asks, trades: trades.map(([, trade]) => trade) };
  // Fields come in no order: a view has its levels best first.
  return { epoch, state: new MarketView(state).state() };
}
