import {
  type ClockInput,
  epochMs,
  type KillSwitchReleasedInput,
  type KillSwitchTrippedInput,
  type MarketState,
  type MarketStateChanged,
  type MarketStateInput,
} from '@truetape/domain';
import { beginAuction, uncross } from './auction.ts';
import type { NaiveOrder } from './order.ts';
import type { NaiveState } from './state.ts';
import { lookAtLast, runStops } from './stops.ts';

/** What operators may ask for. */
const NEXT: Readonly<Record<MarketState, readonly MarketState[]>> = {
  closed: ['pre-open', 'auction', 'open'],
  'pre-open': ['auction', 'open', 'halted', 'closed'],
  open: ['auction', 'halted', 'closed'],
  auction: ['open', 'halted', 'closed'],
  halted: ['pre-open', 'auction', 'open', 'closed'],
};

export function request(market: NaiveState, input: MarketStateInput): void {
  const { symbol, to, dueAt, next = 'open' } = input;
  if (market.instrument === undefined || symbol !== market.symbol) return;
  if (!NEXT[market.state].includes(to)) return;
  if (to === 'open') {
    tradeAndBecome(market, 'open', {});
  } else if (to !== 'auction') {
    market.become(to);
  } else if (dueAt !== undefined) {
    beginAuction(market, dueAt, next);
    market.become('auction', { dueAt });
  }
}

export function turnKillSwitch(
  market: NaiveState,
  { type, symbol }: KillSwitchTrippedInput | KillSwitchReleasedInput,
): void {
  const isTripped = type === 'KillSwitchTripped';
  if (symbol === undefined) market.killed.venue = isTripped;
  if (symbol === market.symbol) market.killed.market = isTripped;
}

function tradeAndBecome(
  market: NaiveState,
  to: 'open' | 'closed',
  why: Pick<MarketStateChanged, 'reason'>,
): void {
  uncross(market);
  market.become(to, why);
  lookAtLast(market);
}

/** Whatever is due happens, each with its triggers. */
export function advance(market: NaiveState, { to }: ClockInput): void {
  market.time = Math.max(market.time, epochMs(to));
  while (true) {
    const due = firstDue(market);
    if (due === undefined) return;
    if (due === 'auction') {
      tradeAndBecome(market, market.auction?.next ?? 'open', { reason: 'auction-end' });
    } else {
      market.expire(due);
    }
    runStops(market);
  }
}

/** The earlier one; at the same time the older one, and an auction is older than orders accepted since it began. */
function firstDue({ live, auction, time }: NaiveState): NaiveOrder | 'auction' | undefined {
  const all: { readonly dueAt: number; readonly age: number; what: NaiveOrder | 'auction' }[] = [];
  for (const order of live) {
    const { dueAt = Number.POSITIVE_INFINITY, orderNumber } = order;
    all.push({ dueAt, age: orderNumber, what: order });
  }
  if (auction !== undefined) {
    all.push({ dueAt: auction.dueAt, age: auction.beganAfter + 0.5, what: 'auction' });
  }
  const due = all.filter(({ dueAt }) => dueAt <= time);
  return due.sort((a, b) => a.dueAt - b.dueAt || a.age - b.age)[0]?.what;
}
