import { protectionPrice } from '../value/arithmetic.ts';
import { dayOf } from '../value/day.ts';
import type { EpochMs } from '../value/units.ts';
import type { Intent } from './intent.ts';
import type { Limits } from './limits.ts';
import type { MarkOf } from './marks.ts';
import { dayPnlIn, grossNotional, type Holdings, netsIn } from './measures.ts';
import { isTooFast, type Pace } from './pace.ts';

/** Why an intent is denied, and the field that is to blame. */
export type RiskDenial = readonly [code: RiskCode, field?: 'price' | 'quantity' | 'symbol'];

export type RiskCode =
  | 'RISK_MESSAGE_RATE'
  | 'RISK_TOO_MANY_OPEN_ORDERS'
  | 'RISK_ORDER_QUANTITY'
  | 'RISK_ORDER_NOTIONAL'
  | 'RISK_PRICE_COLLAR'
  | 'RISK_REFERENCE_PRICE_MISSING'
  | 'RISK_DUPLICATE_ORDER'
  | 'RISK_POSITION_LIMIT'
  | 'RISK_GROSS_NOTIONAL'
  | 'RISK_DAILY_LOSS';

/** Whom limits bind: an account, or all accounts of an owner group together. */
export interface Bound {
  readonly limits: Limits;
  readonly holdings: readonly Holdings[];
  readonly openOrders: number;
  readonly openOrdersMax: number | undefined;
  /** Only of an account by itself. */
  readonly pace?: Pace;
  readonly lastLike?: (likeness: string) => EpochMs | undefined;
}

type Check = (intent: Intent, bound: Bound, markOf: MarkOf) => RiskDenial | undefined;

const MISSING: RiskDenial = ['RISK_REFERENCE_PRICE_MISSING'];

/** The limits in the order in which they are asked: the first that is passed is the answer. */
const CHECKS: readonly Check[] = [
  function messageRate({ messages, at }, { limits, pace }) {
    const most = limits.messagesPerSecond;
    const isDenied =
      most !== undefined && pace !== undefined && isTooFast(pace, messages, most, at);
    return isDenied ? ['RISK_MESSAGE_RATE'] : undefined;
  },
  function openOrders({ orders }, { openOrders: open, openOrdersMax: most }) {
    const isDenied = most !== undefined && orders > 0 && open + orders > most;
    return isDenied ? ['RISK_TOO_MANY_OPEN_ORDERS'] : undefined;
  },
  function orderQuantity({ legs, units }, { limits }) {
    const most = limits.markets.get(units.symbol)?.orderQuantity;
    const isDenied = most !== undefined && legs.some(({ quantity = 0 }) => quantity > most);
    return isDenied ? ['RISK_ORDER_QUANTITY', 'quantity'] : undefined;
  },
  function orderNotional({ legs, units }, { limits }) {
    const most = limits.assets.get(units.quote)?.orderNotional;
    const isDenied = most !== undefined && legs.some(({ notional }) => notional > most);
    return isDenied ? ['RISK_ORDER_NOTIONAL', 'quantity'] : undefined;
  },
  function priceCollar({ legs, units, side }, { limits }, markOf) {
    const { collarRate } = limits;
    if (collarRate === undefined) return undefined;
    for (const { limit, stopPrice } of legs) {
      const from = stopPrice ?? markOf(units.symbol)?.price;
      if (from === undefined) return MISSING;
      const furthest = protectionPrice(side, from, collarRate);
      const isBeyond = side === 'buy' ? limit > furthest : limit < furthest;
      if (isBeyond) return ['RISK_PRICE_COLLAR', 'price'];
    }
    return undefined;
  },
  function duplicates({ legs, at }, { limits, lastLike }) {
    const { duplicateWindowMs } = limits;
    if (duplicateWindowMs === undefined || lastLike === undefined) return undefined;
    const isDenied = legs.some(({ likeness }) => {
      const last = likeness === undefined ? undefined : lastLike(likeness);
      return last !== undefined && last > at - duplicateWindowMs;
    });
    return isDenied ? ['RISK_DUPLICATE_ORDER'] : undefined;
  },
  function position(intent, { limits, holdings }) {
    const { units, side, addedLots, addedMoney } = intent;
    const most = limits.markets.get(units.symbol)?.position;
    if (most === undefined) return undefined;
    // How many lots money buys, nobody can say before.
    if (addedMoney > 0n) return ['RISK_POSITION_LIMIT', 'quantity'];
    if (addedLots === 0n) return undefined;
    const net = netOf(intent, holdings);
    const after = side === 'buy' ? net.lots + net.toBuy : net.toSell - net.lots;
    return after > BigInt(most) ? ['RISK_POSITION_LIMIT', 'quantity'] : undefined;
  },
  function gross(intent, { limits, holdings }, markOf) {
    const { quote } = intent.units;
    const most = limits.assets.get(quote)?.grossNotional;
    if (most === undefined || isReducing(intent, holdings)) return undefined;
    const worth = grossNotional(netsIn(holdings, quote, addedBy(intent)), markOf);
    if (worth === undefined) return MISSING;
    return worth > most ? ['RISK_GROSS_NOTIONAL', 'quantity'] : undefined;
  },
  function dailyLoss(intent, { limits, holdings }, markOf) {
    const { quote } = intent.units;
    const most = limits.assets.get(quote)?.dailyLoss;
    if (most === undefined || isReducing(intent, holdings)) return undefined;
    const pnl = dayPnlIn(holdings, quote, dayOf(intent.at), markOf);
    if (pnl === undefined) return MISSING;
    return -pnl >= most ? ['RISK_DAILY_LOSS'] : undefined;
  },
];

/** The first limit that an intent passes, asked of each bound in turn; undefined when it passes none. */
export function riskDenial(
  intent: Intent,
  bounds: readonly Bound[],
  markOf: MarkOf,
): RiskDenial | undefined {
  for (const check of CHECKS) {
    for (const bound of bounds) {
      const denial = check(intent, bound, markOf);
      if (denial !== undefined) return denial;
    }
  }
  return undefined;
}

/** Whether an intent, with all that is open on its side, can only bring the position nearer to nothing. */
export function isReducing(intent: Intent, holdings: readonly Holdings[]): boolean {
  if (intent.addedMoney > 0n) return false;
  const { lots, toBuy, toSell } = netOf(intent, holdings);
  return intent.side === 'buy' ? lots + toBuy <= 0n : lots - toSell >= 0n;
}

const addedBy = ({ units, side, addedLots: lots, addedMoney: money }: Intent) => ({
  units,
  side,
  lots,
  money,
});

/** The net of the intent's market, with what it adds. */
function netOf(intent: Intent, holdings: readonly Holdings[]) {
  const { symbol } = intent.units;
  const added = intent.side === 'buy' ? { toBuy: intent.addedLots } : { toSell: intent.addedLots };
  const net = { lots: 0n, toBuy: 0n, toSell: 0n, ...added };
  for (const holding of holdings) {
    const { position, interest } = holding.get(symbol) ?? {};
    net.lots += position?.open.lots ?? 0n;
    net.toBuy += interest?.toBuy ?? 0n;
    net.toSell += interest?.toSell ?? 0n;
  }
  return net;
}
