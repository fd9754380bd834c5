import type { RateE8 } from '@truetape/domain';
import { rejection } from './codes.ts';
import { execute } from './execute.ts';
import { type Market, otherSide, ownSide } from './market.ts';
import { wouldTake } from './match.ts';
import {
  ACCOUNT,
  MAKER_RATE,
  NONE,
  ORDER_NUMBER,
  PRICE,
  QUANTITY,
  REMAINING,
  REVISION,
  TAKER_RATE,
  TRAITS,
} from './orders.ts';
import { isCountable, isPrice, quantityRejection, stateRejection } from './rules.ts';
import {
  acceptSpecial,
  cancelFirstLeg,
  partnerFor,
  type Special,
  specialRejection,
  WRONG,
} from './special.ts';
import { enter } from './stand.ts';
import { trigger, waitForStop } from './stops.ts';
import { ACCEPTED, REJECTED } from './tape.ts';
import { LIMIT, MAY_REST, POST_ONLY, SIDE, typeOf, waits } from './traits.ts';

/** An order to be placed, in the engine's own numbers. One object serves for any number of orders. */
export interface Placing {
  /** When, in milliseconds. */
  at: number;
  account: number;
  /** Of its `OrderPlaced` in the stream of its account; `NONE` when its id says something else. */
  revision: number;
  /** Its side, type, mode of self-trade prevention and the like: see `traits.ts`. */
  traits: number;
  /** The worst price it may trade at. */
  limit: number;
  quantity: number;
  makerRate: RateE8;
  takerRate: RateE8;
  /** What few orders have. */
  special: Special | undefined;
}

export function place(market: Market, placing: Placing): void {
  const { account, revision, special } = placing;
  const rejected = placeRejection(market, placing);
  if (rejected !== 0) {
    reject(market, placing, rejected);
    return;
  }
  if (special !== undefined) {
    placeSpecial(market, placing, special);
    return;
  }
  const slot = market.orders.allocate();
  if (revision === NONE || !market.live.add(account, revision, slot)) {
    market.orders.free(slot);
    reject(market, placing, ORDER_DUPLICATE_ID);
    return;
  }
  accept(market, placing, slot);
  go(market, placing, slot, NONE);
}

function placeSpecial(market: Market, placing: Placing, special: Special): void {
  const { account, revision, traits, at } = placing;
  if (revision === NONE || market.live.get(account, revision) !== NONE) {
    reject(market, placing, ORDER_DUPLICATE_ID);
    return;
  }
  const partner = partnerFor(market, placing, special);
  if (partner === WRONG) {
    market.tape.write(REJECTED, ORDER_PARTNER_GONE);
    return;
  }
  const slot = market.orders.allocate();
  market.live.add(account, revision, slot);
  accept(market, placing, slot);
  const stop = acceptSpecial(market, special, slot, partner);
  if (waits(traits)) waitForStop(market, slot, stop, at);
  else go(market, placing, slot, special.money);
}

/** Trades an order, or lets it rest where nobody trades now. */
function go(market: Market, { at }: Placing, slot: number, money: number): void {
  if (market.state !== 'open') {
    enter(market, slot);
    return;
  }
  if (execute(market, slot, at, money)) trigger(market, at);
}

function accept(market: Market, placing: Placing, slot: number): void {
  const { orders, tape } = market;
  const { numbers, ints, aside } = orders;
  numbers[(slot << 3) | REMAINING] = placing.quantity;
  numbers[(slot << 3) | PRICE] = placing.limit;
  numbers[(slot << 3) | REVISION] = placing.revision;
  ints[(slot << 4) | ACCOUNT] = placing.account;
  ints[(slot << 4) | TRAITS] = placing.traits;
  numbers[(slot << 3) | QUANTITY] = placing.quantity;
  numbers[(slot << 3) | ORDER_NUMBER] = ++market.lastOrderNumber;
  aside[(slot << 2) | MAKER_RATE] = placing.makerRate;
  aside[(slot << 2) | TAKER_RATE] = placing.takerRate;
  const at = tape.next();
  tape.rows[at] = ACCEPTED;
  tape.rows[at + 1] = slot;
}

/** A second leg takes the first one with it. */
function reject(market: Market, placing: Placing, code: number): void {
  market.tape.write(REJECTED, code);
  if (placing.special !== undefined) cancelFirstLeg(market, placing, placing.special);
}

/**
 * The rules of placing, in the order in which they are asked; the last ones are that the id is its account's and free,
 * and that its partner fits.
 */
function placeRejection(market: Market, placing: Placing): number {
  const { traits, limit, quantity, special } = placing;
  const isOpen = market.state === 'open';
  const closed = stateRejection(market);
  if (closed !== 0) return closed;
  if (special?.isWrong) return ORDER_TERMS;
  if (!isOpen && !mayCollect(traits)) return MARKET_AUCTION;
  if (!isPrice(limit)) return ORDER_PRICE_BOUNDS;
  if (special !== undefined) {
    const rejected = specialRejection(market, placing, special);
    if (rejected !== 0) return rejected;
  } else if (!isCountable(market, quantity)) return quantityRejection(market, quantity);
  const rejected = isOpen ? openRejection(market, placing) : 0;
  if (rejected !== 0 || waits(traits)) return rejected;
  const isCounted = special === undefined || special.money === NONE;
  return isCounted && !ownSide(market, traits & SIDE).hasRoom(limit, quantity)
    ? MARKET_CAPACITY
    : 0;
}

/** Whether an order may come while nobody trades. */
const mayCollect = (traits: number): boolean =>
  !(traits & POST_ONLY) && ((traits & MAY_REST) !== 0 || waits(traits));

function openRejection(market: Market, { traits, limit }: Placing): number {
  const side = traits & SIDE;
  if (traits & POST_ONLY && wouldTake(otherSide(market, side), side, limit)) return WOULD_TAKE;
  const { band } = market;
  if (!band?.rejects || typeOf(traits) !== LIMIT) return 0;
  return band.within(side, limit) === limit ? 0 : PRICE_BAND;
}

const MARKET_AUCTION = rejection('MARKET_AUCTION');
const MARKET_CAPACITY = rejection('MARKET_CAPACITY');
const ORDER_DUPLICATE_ID = rejection('ORDER_DUPLICATE_ID');
const ORDER_PARTNER_GONE = rejection('ORDER_PARTNER_GONE');
const ORDER_PRICE_BOUNDS = rejection('ORDER_PRICE_BOUNDS');
const ORDER_TERMS = rejection('ORDER_TERMS');
const PRICE_BAND = rejection('MARKET_PRICE_BAND');
const WOULD_TAKE = rejection('ORDER_POST_ONLY_WOULD_TAKE');
