import { PRICE_TICKS_MAX, type RateE8 } from '@truetape/domain';
import { reason, rejection } from './codes.ts';
import { BUY } from './ladder.ts';
import { enter, forget, type Market } from './market.ts';
import { holds, match, wouldTake } from './match.ts';
import {
  ACCOUNT,
  MAKER_RATE,
  NONE,
  ORDER_NUMBER,
  PRICE,
  QUANTITY,
  REMAINING,
  REVISION,
  SIDE,
  TAKER_RATE,
} from './orders.ts';
import { ACCEPTED, CANCELLED, REJECTED } from './tape.ts';

/** An order to be placed, in the engine's own numbers. One object serves for any number of orders. */
export interface Placing {
  account: number;
  /** Of its `OrderPlaced` in the stream of its account; `NONE` when its id says something else. */
  revision: number;
  side: number;
  /** The worst price it may trade at. */
  limit: number;
  quantity: number;
  /** What is not traded at once may rest. */
  mayRest: boolean;
  fillOrKill: boolean;
  postOnly: boolean;
  makerRate: RateE8;
  takerRate: RateE8;
}

export function place(market: Market, placing: Placing): void {
  const rejected = placeRejection(market, placing);
  if (rejected !== 0) {
    reject(market, rejected);
    return;
  }
  const slot = market.orders.allocate();
  const { account, revision } = placing;
  if (revision === NONE || !market.live.add(account, revision, slot)) {
    market.orders.free(slot);
    reject(market, ORDER_DUPLICATE_ID);
    return;
  }
  accept(market, placing, slot);
  const other = placing.side === BUY ? market.asks : market.bids;
  const { side, limit, quantity, fillOrKill, mayRest } = placing;
  if (fillOrKill && !holds(other, side, limit, quantity)) {
    drop(market, slot, FILL_OR_KILL);
    return;
  }
  match(market, slot);
  const left = market.orders.numbers[(slot << 3) | REMAINING] as number;
  if (left === 0) forget(market, slot);
  else if (mayRest) enter(market, slot);
  else drop(market, slot, IMMEDIATE_OR_CANCEL);
}

function reject({ tape }: Market, code: number): void {
  const at = tape.next();
  tape.rows[at] = REJECTED;
  tape.rows[at + 1] = code;
}

function accept(market: Market, placing: Placing, slot: number): void {
  const { orders, tape } = market;
  const { numbers, ints, rates } = orders;
  numbers[(slot << 3) | REMAINING] = placing.quantity;
  numbers[(slot << 3) | PRICE] = placing.limit;
  numbers[(slot << 3) | REVISION] = placing.revision;
  ints[(slot << 4) | ACCOUNT] = placing.account;
  ints[(slot << 4) | SIDE] = placing.side;
  numbers[(slot << 3) | QUANTITY] = placing.quantity;
  numbers[(slot << 3) | ORDER_NUMBER] = ++market.lastOrderNumber;
  rates[(slot << 1) | MAKER_RATE] = placing.makerRate;
  rates[(slot << 1) | TAKER_RATE] = placing.takerRate;
  const at = tape.next();
  tape.rows[at] = ACCEPTED;
  tape.rows[at + 1] = slot;
}

/** The end of an order that never rested. */
function drop(market: Market, slot: number, why: number): void {
  const { orders, tape } = market;
  const at = tape.next();
  tape.rows[at] = CANCELLED;
  tape.rows[at + 1] = slot;
  tape.rows[at + 2] = orders.numbers[(slot << 3) | REMAINING] as number;
  tape.rows[at + 3] = why;
  forget(market, slot);
}

/** The rules of placing, in the order in which they are asked; the last one is that the id is its account's and free. */
function placeRejection(market: Market, placing: Placing): number {
  const { side, limit, quantity, postOnly } = placing;
  if (market.instrument === undefined || market.state !== 'open') return MARKET_CLOSED;
  const bounds = priceRejection(limit) || quantityRejection(market, quantity);
  if (bounds !== 0) return bounds;
  const isBuy = side === BUY;
  if (postOnly && wouldTake(isBuy ? market.asks : market.bids, side, limit)) return WOULD_TAKE;
  if (!(isBuy ? market.bids : market.asks).hasRoom(limit, quantity)) return MARKET_CAPACITY;
  return 0;
}

export function priceRejection(price: number): number {
  const within = Number.isSafeInteger(price) && price >= 1 && price <= PRICE_TICKS_MAX;
  return within ? 0 : ORDER_PRICE_BOUNDS;
}

export function quantityRejection({ instrument }: Market, quantity: number): number {
  if (instrument === undefined) return ORDER_QUANTITY_TOO_LARGE;
  if (!Number.isSafeInteger(quantity) || quantity < instrument.minQuantity) {
    return ORDER_QUANTITY_TOO_SMALL;
  }
  return quantity > instrument.maxQuantity ? ORDER_QUANTITY_TOO_LARGE : 0;
}

const FILL_OR_KILL = reason('fill-or-kill');
const IMMEDIATE_OR_CANCEL = reason('immediate-or-cancel');
const MARKET_CLOSED = rejection('MARKET_CLOSED');
const MARKET_CAPACITY = rejection('MARKET_CAPACITY');
const ORDER_DUPLICATE_ID = rejection('ORDER_DUPLICATE_ID');
const WOULD_TAKE = rejection('ORDER_POST_ONLY_WOULD_TAKE');
const ORDER_PRICE_BOUNDS = rejection('ORDER_PRICE_BOUNDS');
const ORDER_QUANTITY_TOO_SMALL = rejection('ORDER_QUANTITY_TOO_SMALL');
const ORDER_QUANTITY_TOO_LARGE = rejection('ORDER_QUANTITY_TOO_LARGE');
