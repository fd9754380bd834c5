import { orderIdOf } from '@truetape/domain';
import { PREVENTIONS, TYPES } from '../src/engine/codes.ts';
import { DISPLAY, DUE_AT, LIMIT_PRICE, MARK, OFFSET } from '../src/engine/extras.ts';
import type { Market } from '../src/engine/index.ts';
import { type Ladder, LEVEL_LOTS, LEVEL_PRICE, OLDEST, WORSE } from '../src/engine/ladder.ts';
import {
  ACCOUNT,
  MAKER_RATE,
  NEWER,
  NONE,
  ORDER_NUMBER,
  PRICE,
  QUANTITY,
  REMAINING,
  REVISION,
  TAKER_RATE,
  TRAITS,
} from '../src/engine/orders.ts';
import { extraOf, leftOf, partnerOf } from '../src/engine/stand.ts';
import {
  DUE,
  ICEBERG,
  NO_PREVENTION,
  PAIRED,
  POST_ONLY,
  preventionOf,
  SIDE,
  STOP_LIMIT,
  TRAILING_STOP,
  typeOf,
  WAITING,
} from '../src/engine/traits.ts';

/** The book as people draw it: asks above bids, best prices in the middle, oldest order first; then who waits. */
export function draw(market: Market): string {
  const side = (ladder: Ladder) =>
    levelsOf(market, ladder).map(({ price, slots }) => {
      const orders = slots.map((slot) => {
        const { revision, shown, left } = orderAt(market, slot);
        return `${revision.toString(36)}:${shown === left ? left : `${shown}/${left}`}`;
      });
      return `${price} | ${orders.join(' ')}`;
    });
  const waiting = waitingIn(market).map((slot) => {
    const { revision, left, price } = orderAt(market, slot);
    return `${revision.toString(36)}:${left} waits at ${price}`;
  });
  return [...side(market.asks).reverse(), '---', ...side(market.bids), ...waiting].join('\n');
}

/** All that a market knows, in the form of `drawNaive`. */
export function drawWhole(market: Market): string {
  const { accounts, live, lastPrice, auction, band, killed } = market;
  const names = new Set<string>();
  const side = (ladder: Ladder) =>
    levelsOf(market, ladder).map(({ price, lots, slots }) => {
      const orders = slots.map((slot) => restingLine(market, slot, names));
      return `${price} | ${lots} = ${orders.join(' ')}`;
    });
  const { state, lastOrderNumber, lastTradeNumber, time, ruleset } = market;
  const window = band?.prices() ?? [];
  return [
    `${state}, order ${lastOrderNumber}, trade ${lastTradeNumber}, ${live.size} live, time ${time}, ruleset ${ruleset}, last ${lastPrice || 'none'}`,
    ...(killed.market ? ['killed by the market'] : []),
    ...(killed.venue ? ['killed by the venue'] : []),
    ...(auction === undefined ? [] : [auctionLine(auction)]),
    ...(window.length === 0 ? [] : [`window ${window.join(' ')}`]),
    ...side(market.asks).reverse(),
    '---',
    ...side(market.bids),
    ...waitingIn(market).map((slot) => waitingLine(market, slot, names)),
    ...[...names].sort().map((name) => {
      const account = accounts.find(name);
      const own = [...accounts.restingOf(account)].map((slot) => idAt(market, slot));
      return `${name} of ${accounts.nameOf(accounts.groups.leaderOf(account))}: ${own.join(' ')}`;
    }),
  ].join('\n');
}

function auctionLine({ dueAt, next, told }: NonNullable<Market['auction']>): string {
  const { price, lots, surplus } = told;
  const side = surplus === 0 ? 'none' : surplus > 0 ? 'buy' : 'sell';
  return `auction until ${dueAt} then ${next}, told ${price || 'none'} ${lots} surplus ${Math.abs(surplus)} ${side}`;
}

function restingLine(market: Market, slot: number, names: Set<string>): string {
  const { account, orderNumber, left, quantity, rates } = orderAt(market, slot);
  names.add(market.accounts.nameOf(account));
  return `${idAt(market, slot)}#${orderNumber}:${left}/${quantity}(${rates})${suffix(market, slot)}`;
}

function waitingLine(market: Market, slot: number, names: Set<string>): string {
  const { account, orderNumber, left, quantity, price, traits } = orderAt(market, slot);
  names.add(market.accounts.nameOf(account));
  const extra = (column: number) =>
    market.extras.numbers[(extraOf(market.orders, slot) << 3) | column] as number;
  const trails = typeOf(traits) === TRAILING_STOP ? ` by ${extra(OFFSET)} mark ${extra(MARK)}` : '';
  const side = traits & SIDE ? 'sell' : 'buy';
  return `waits ${idAt(market, slot)}#${orderNumber} ${TYPES[typeOf(traits)]} ${side} ${left}/${quantity} limit ${extra(LIMIT_PRICE)} stop ${price}${trails}${suffix(market, slot)}`;
}

function suffix(market: Market, slot: number): string {
  const { orders, extras } = market;
  const { traits, shown } = orderAt(market, slot);
  const extra = (column: number) => extras.numbers[(extraOf(orders, slot) << 3) | column] as number;
  const isWaiting = (traits & WAITING) !== 0;
  const mode = preventionOf(traits);
  return [
    traits & POST_ONLY ? ' post' : '',
    mode === NO_PREVENTION ? '' : ` stp:${PREVENTIONS[mode]}`,
    traits & ICEBERG ? ` shows ${isWaiting ? 0 : shown} of ${extra(DISPLAY)}` : '',
    traits & PAIRED ? ` with ${idAt(market, partnerOf(orders, extras, slot))}` : '',
    traits & DUE ? ` due ${extra(DUE_AT)}` : '',
    !isWaiting && typeOf(traits) === STOP_LIMIT ? ' was stop-limit' : '',
  ].join('');
}

function idAt(market: Market, slot: number): string {
  const { account, revision } = orderAt(market, slot);
  return orderIdOf(market.accounts.nameOf(account), revision);
}

/** The slots of the orders that wait, by their numbers. */
function waitingIn(market: Market): number[] {
  const slots = [market.rising, market.falling].flatMap((ladder) =>
    levelsOf(market, ladder).flatMap(({ slots: at }) => at),
  );
  const numberOf = (slot: number) => orderAt(market, slot).orderNumber;
  return slots.sort((one, other) => numberOf(one) - numberOf(other));
}

/** The levels with orders from the best to the worst, and the slots at each, oldest first. */
function levelsOf({ orders }: Market, ladder: Ladder) {
  const levels: { price: number; lots: number; slots: number[] }[] = [];
  let level = ladder.best;
  for (; level !== NONE; level = ladder.levelInts[(level << 3) | WORSE] as number) {
    const slots: number[] = [];
    let slot = ladder.levelInts[(level << 3) | OLDEST] as number;
    for (; slot !== NONE; slot = orders.ints[(slot << 4) | NEWER] as number) slots.push(slot);
    const price = ladder.levelNumbers[(level << 2) | LEVEL_PRICE] as number;
    const lots = ladder.levelNumbers[(level << 2) | LEVEL_LOTS] as number;
    if (slots.length > 0 || lots !== 0) levels.push({ price, lots, slots });
  }
  return levels;
}

function orderAt(market: Market, slot: number) {
  const { numbers, ints, aside } = market.orders;
  return {
    account: ints[(slot << 4) | ACCOUNT] as number,
    traits: ints[(slot << 4) | TRAITS] as number,
    revision: numbers[(slot << 3) | REVISION] as number,
    price: numbers[(slot << 3) | PRICE] as number,
    shown: numbers[(slot << 3) | REMAINING] as number,
    left: leftOf(market, slot),
    quantity: numbers[(slot << 3) | QUANTITY] as number,
    orderNumber: numbers[(slot << 3) | ORDER_NUMBER] as number,
    rates: `${aside[(slot << 2) | MAKER_RATE]},${aside[(slot << 2) | TAKER_RATE]}`,
  };
}
