import { reason } from './codes.ts';
import type { Ladder } from './ladder.ts';
import { type Market, otherSide, ownSide } from './market.ts';
import {
  canFill,
  DID_TRADE,
  MUST_EXPIRE,
  match,
  WANTS_MORE,
  WAS_DECREMENTED,
  wouldTake,
} from './match.ts';
import { PRICE, REMAINING, TRAITS } from './orders.ts';
import { cancelPartner, drop, enter, forget } from './stand.ts';
import { pause } from './states.ts';
import { FILL_OR_KILL, MAY_REST, PAIRED, SIDE, STOP_LIMIT, typeOf } from './traits.ts';

/**
 * Trades an order that stands nowhere, and lets what is left of it rest or go. The market is open.
 *
 * @param at when, for the end of the auction that may begin
 * @param money what it may spend, in ticks × lots; `NONE` when its lots say how much it trades
 * @returns whether it has traded
 */
export function execute(market: Market, slot: number, at: number, money: number): boolean {
  const { orders, band } = market;
  const { numbers, ints } = orders;
  const traits = ints[(slot << 4) | TRAITS] as number;
  const side = traits & SIDE;
  const limit = numbers[(slot << 3) | PRICE] as number;
  const other = otherSide(market, side);
  if (traits & MAY_REST && !wouldTake(other, side, limit)) {
    rest(market, slot, traits, limit);
    return false;
  }
  const reach = band === undefined ? limit : band.within(side, limit);
  if (traits & FILL_OR_KILL && !canFill(market, slot, reach)) {
    drop(market, slot, KILLED);
    return false;
  }
  const became = match(market, slot, reach, money);
  const hasTraded = (became & DID_TRADE) !== 0;
  if (traits & PAIRED && became & (DID_TRADE | WAS_DECREMENTED)) cancelPartner(market, slot);
  if (became & MUST_EXPIRE) {
    drop(market, slot, SELF_TRADE_PREVENTION);
    return hasTraded;
  }
  const left = numbers[(slot << 3) | REMAINING] as number;
  if (left === 0 && hasTraded) {
    forget(market, slot);
    return true;
  }
  if (reach !== limit && became & WANTS_MORE && isStopped(market, other, side, limit)) {
    pause(market, at);
  }
  if (traits & MAY_REST) rest(market, slot, traits, limit);
  else drop(market, slot, IMMEDIATE_OR_CANCEL);
  return hasTraded;
}

/** Where an order was placed to rest there is room for it; where one comes from its stop there may be none. */
function rest(market: Market, slot: number, traits: number, limit: number): void {
  const left = market.orders.numbers[(slot << 3) | REMAINING] as number;
  const isFull =
    typeOf(traits) === STOP_LIMIT && !ownSide(market, traits & SIDE).hasRoom(limit, left);
  if (isFull) drop(market, slot, CAPACITY);
  else enter(market, slot);
}

/** Whether only the band has kept an order from trading on, and the market is to pause for it. */
function isStopped({ band }: Market, other: Ladder, side: number, limit: number): boolean {
  return band !== undefined && !band.rejects && wouldTake(other, side, limit);
}

const KILLED = reason('fill-or-kill');
const IMMEDIATE_OR_CANCEL = reason('immediate-or-cancel');
const SELF_TRADE_PREVENTION = reason('self-trade-prevention');
const CAPACITY = reason('capacity');
