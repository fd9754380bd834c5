import type { Side } from '@truetape/domain';
import { type NaiveOrder, sumOf } from './order.ts';
import type { NaiveState } from './state.ts';

/**
 * The whole market as text, one fact in one place, in the form of `drawWhole`:
 *
 * ```text
 * STATE, order N, trade N, N live, time T, ruleset R, last P|none
 * killed by the market                                 while its kill switch is on; and so of the venue
 * auction until T then open|closed, told P|none Q surplus S SIDE|none     while there is one
 * window P P P                                         with a band, and a trade; the oldest first
 * P | TOTAL = ID#NUMBER:LEFT/TOTAL(MAKER,TAKER)… …     asks, the worst first
 * ---
 * P | TOTAL = …                                        bids, the best first
 * waits ID#NUMBER TYPE SIDE LEFT/TOTAL limit L stop S… by order number
 * ACCOUNT of GROUP: ID ID                              in the order in which cancelling all takes them
 * ```
 *
 * Behind the rates stands, where it applies and in this order, ` post`, ` stp:MODE`, ` shows S of D`, ` with ID`,
 * ` due T`, ` was stop-limit`; behind a stop ` by OFFSET mark M`, and then the same as behind the rates.
 */
export function drawNaive(market: NaiveState): string {
  const { live } = market;
  const accounts = [...new Set(live.map(({ accountId }) => accountId))].sort();
  return [
    ...headOf(market),
    ...levelsOf(market, 'sell'),
    '---',
    ...levelsOf(market, 'buy'),
    ...market.waiting.map(waitingOrder),
    ...accounts.map((accountId) => {
      const own = live.filter((order) => order.accountId === accountId);
      const ids = own.map(({ orderId }) => orderId).join(' ');
      return `${accountId} of ${market.groupOf(accountId)}: ${ids}`;
    }),
  ].join('\n');
}

function headOf(market: NaiveState): string[] {
  const { state, lastOrderNumber, lastTradeNumber, live, time, ruleset, lastPrice } = market;
  const { auction, instrument, killed, tradePrices } = market;
  const lines = [
    `${state}, order ${lastOrderNumber}, trade ${lastTradeNumber}, ${live.length} live, time ${time}, ruleset ${ruleset}, last ${lastPrice ?? 'none'}`,
  ];
  if (killed.market) lines.push('killed by the market');
  if (killed.venue) lines.push('killed by the venue');
  if (auction !== undefined) {
    const { dueAt, next, told } = auction;
    const { price = 'none', quantity, surplus, surplusSide = 'none' } = told;
    const words = `told ${price} ${quantity} surplus ${surplus} ${surplusSide}`;
    lines.push(`auction until ${dueAt} then ${next}, ${words}`);
  }
  const window = instrument?.priceBand?.window;
  if (window !== undefined && tradePrices.length > 0) {
    lines.push(`window ${tradePrices.slice(-window).join(' ')}`);
  }
  return lines;
}

function levelsOf({ resting }: NaiveState, side: Side): string[] {
  const own = resting.filter((order) => order.side === side);
  const prices = [...new Set(own.map(({ price }) => price))].sort((a, b) => b - a);
  return prices.map((price) => {
    const orders = own.filter((order) => order.price === price);
    return `${price} | ${sumOf(orders)} = ${orders.map(restingOrder).join(' ')}`;
  });
}

function restingOrder(order: NaiveOrder): string {
  const { orderId, orderNumber, remaining, quantity, makerRate, takerRate } = order;
  const size = `${remaining}/${quantity}(${makerRate},${takerRate})`;
  return `${orderId}#${orderNumber}:${size}${suffixes(order)}`;
}

function waitingOrder(order: NaiveOrder): string {
  const { orderId, orderNumber, type, side, remaining, quantity, price, stopPrice } = order;
  const { trailingOffset, mark } = order;
  const trails = trailingOffset === undefined ? '' : ` by ${trailingOffset} mark ${mark}`;
  const size = `${remaining}/${quantity} limit ${price} stop ${stopPrice}${trails}`;
  return `waits ${orderId}#${orderNumber} ${type} ${side} ${size}${suffixes(order)}`;
}

function suffixes(order: NaiveOrder): string {
  const { postOnly, selfTradePrevention, displayQuantity, partner, dueAt } = order;
  return [
    postOnly ? ' post' : '',
    selfTradePrevention === 'none' ? '' : ` stp:${selfTradePrevention}`,
    displayQuantity === undefined ? '' : ` shows ${order.shown} of ${displayQuantity}`,
    partner === undefined ? '' : ` with ${partner.orderId}`,
    dueAt === undefined ? '' : ` due ${dueAt}`,
    order.type === 'stop-limit' && !order.waits ? ' was stop-limit' : '',
  ].join('');
}
