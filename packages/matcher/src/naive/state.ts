import {
  type CancelReason,
  type Instrument,
  lots,
  type MarketState,
  type MarketStateChanged,
  type Outcome,
  type Side,
} from '@truetape/domain';
import { idsOf, type NaiveOrder, reaches } from './order.ts';

/** What an auction would do, as it is told. */
export interface Told {
  readonly price: number | undefined;
  readonly quantity: number;
  readonly surplus: number;
  readonly surplusSide: Side | undefined;
}

export interface Auction {
  readonly dueAt: number;
  readonly next: 'open' | 'closed';
  /** The number of the last order that was accepted before it began. */
  readonly beganAfter: number;
  told: Told;
}

export interface Band {
  readonly lowest: number;
  readonly highest: number;
  /** What would trade beyond it pauses the market; otherwise it is rejected. */
  readonly pauses: boolean;
}

/** All that a naive market knows. */
export class NaiveState {
  readonly symbol: string;
  state: MarketState = 'closed';
  instrument: Instrument | undefined;
  /** The kill switches that are on: its own, and that of the venue. */
  killed = { market: false, venue: false };
  ruleset = 1;
  /** How far its clock has come. */
  time = 0;
  lastOrderNumber = 0;
  lastTradeNumber = 0;
  lastPrice: number | undefined;
  /** What the price band is reckoned from: of every trade since the window began anew. */
  tradePrices: number[] = [];
  /** The accounts that lead the owner groups of those that have placed an order, as the last one said. */
  readonly groups = new Map<string, string>();
  /** All orders that rest or wait, in the order in which they came to. */
  live: NaiveOrder[] = [];
  auction: Auction | undefined;
  /** Those whose stop is reached, and whose turn has not come. */
  queue: NaiveOrder[] = [];

  /** The time of the input that is worked on, its band, and its outcomes so far. */
  at = 0;
  band: Band | undefined;
  outcomes: Outcome[] = [];

  constructor(symbol = 'T-T') {
    this.symbol = symbol;
  }

  get resting(): NaiveOrder[] {
    return this.live.filter(({ waits }) => !waits);
  }

  get waiting(): NaiveOrder[] {
    return this.live.filter(({ waits }) => waits).sort((a, b) => a.orderNumber - b.orderNumber);
  }

  groupOf(accountId: string): string {
    return this.groups.get(accountId) ?? accountId;
  }

  haveOneOwner(one: NaiveOrder, other: NaiveOrder): boolean {
    return this.groupOf(one.accountId) === this.groupOf(other.accountId);
  }

  find(accountId: string, orderId: string): NaiveOrder | undefined {
    return this.live.find((order) => order.orderId === orderId && order.accountId === accountId);
  }

  remove(gone: NaiveOrder): void {
    this.live = this.live.filter((order) => order !== gone);
  }

  /** Behind all others. */
  comeToRest(order: NaiveOrder): void {
    order.shown = Math.min(order.displayQuantity ?? order.remaining, order.remaining);
    this.live.push(order);
  }

  /** Of those that rest where this side would trade, up to a limit: the best price, and the first of those at it. */
  makerFor(side: Side, limit: number): NaiveOrder | undefined {
    let best: NaiveOrder | undefined;
    for (const order of this.live) {
      if (order.waits || order.side === side || !reaches(side, limit, order.price)) continue;
      if (best === undefined || !reaches(side, order.price, best.price)) best = order;
    }
    return best;
  }

  cancel(order: NaiveOrder, reason: CancelReason): void {
    this.remove(order);
    this.outcomes.push({
      type: 'OrderCancelled',
      ...idsOf(order),
      quantity: order.remaining,
      reason,
    });
    this.cancelPartner(order);
  }

  expire(order: NaiveOrder): void {
    this.remove(order);
    this.outcomes.push({ type: 'OrderExpired', ...idsOf(order), quantity: lots(order.remaining) });
    this.cancelPartner(order);
  }

  cancelPartner(order: NaiveOrder): void {
    const { partner } = order;
    if (partner === undefined) return;
    order.partner = undefined;
    partner.partner = undefined;
    this.cancel(partner, 'one-cancels-other');
  }

  become(to: MarketState, why: Pick<MarketStateChanged, 'reason' | 'dueAt'> = {}): void {
    this.outcomes.push({ type: 'MarketStateChanged', from: this.state, to, ...why });
    this.state = to;
    this.queue = [];
    if (to !== 'auction') this.auction = undefined;
  }
}
