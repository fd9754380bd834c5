import {
  type Instrument,
  type MarketRejection,
  type OrderPlacedInput,
  type OrderReplaceInput,
  type OrderTerms,
  orderIdOf,
  PRICE_TICKS_MAX,
  placeOf,
  SLICES_MAX,
  waitsForStop,
  wrongTerm,
} from '@truetape/domain';
import { isRejectedBy } from './band.ts';
import { filledOf, type NaiveOrder } from './order.ts';
import type { NaiveState } from './state.ts';
import { hasRoom } from './take.ts';

type Rejection = MarketRejection | undefined;

/** Why an order is not accepted: the first of all reasons, in the order in which they are told. */
export function placeRejection(market: NaiveState, input: OrderPlacedInput): Rejection {
  return (
    stateRejection(market) ??
    (hasRightForm(input) ? undefined : 'ORDER_TERMS') ??
    auctionRejection(market, input) ??
    priceRejection(pricesOf(input)) ??
    sizeRejection(market.instrument as Instrument, input.terms) ??
    displayRejection(market.instrument as Instrument, input.terms) ??
    (input.dueAt !== undefined && input.dueAt <= market.time ? 'ORDER_EXPIRY' : undefined) ??
    takingRejection(market, {
      side: input.terms.side,
      price: input.limit,
      postOnly: input.terms.postOnly,
      isLimit: input.terms.type === 'limit',
    }) ??
    (hasRoomFor(market, input) ? undefined : 'MARKET_CAPACITY') ??
    idRejection(market, input) ??
    partnerRejection(market, input)
  );
}

/** Whether a replace leaves an order where it is: less, or as much as before, at the same price. */
export const keepsPlace = (order: NaiveOrder, to: { price: number; quantity: number }) =>
  to.price === order.price && to.quantity <= order.quantity;

/** Why an order is not replaced. */
export function replaceRejection(
  market: NaiveState,
  order: NaiveOrder,
  input: OrderReplaceInput,
): Rejection {
  const { price, quantity } = input;
  const rejection =
    stateRejection(market) ??
    (order.waits || order.partner !== undefined ? 'ORDER_NOT_REPLACEABLE' : undefined) ??
    priceRejection([price]) ??
    quantityRejection(market.instrument as Instrument, quantity) ??
    (quantity <= filledOf(order) ? 'ORDER_REPLACE_BELOW_FILLED' : undefined);
  if (rejection !== undefined || keepsPlace(order, input)) return rejection;
  const { displayQuantity } = order;
  if (displayQuantity !== undefined && !hasFewSlices(quantity - filledOf(order), displayQuantity)) {
    return 'ORDER_DISPLAY_QUANTITY';
  }
  const { side, postOnly } = order;
  if (postOnly && isGathering(market)) return 'MARKET_AUCTION';
  const mayTake = market.ruleset === 1;
  const taking = takingRejection(market, {
    side,
    price,
    postOnly: postOnly && !mayTake,
    isLimit: true,
  });
  if (taking !== undefined) return taking;
  const standing = order.price === price ? order.remaining : 0;
  const added = { side, price, remaining: quantity - filledOf(order) - standing };
  return hasRoom(market, added) ? undefined : 'MARKET_CAPACITY';
}

/** Before an opening and in an auction, orders gather and nobody trades. */
const isGathering = ({ state }: NaiveState) => state === 'pre-open' || state === 'auction';

function stateRejection({ killed, state }: NaiveState): Rejection {
  if (killed.market || killed.venue) return 'MARKET_KILL_SWITCH';
  if (state === 'closed') return 'MARKET_CLOSED';
  return state === 'halted' ? 'MARKET_HALTED' : undefined;
}

function hasRightForm({ terms, dueAt, reference, partnerId }: OrderPlacedInput): boolean {
  const { type, timeInForce } = terms;
  const mayPair = type === 'limit' ? !isAtOnce(terms) : waitsForStop(type);
  return (
    wrongTerm(terms) === undefined &&
    (dueAt !== undefined) === (timeInForce === 'GTD' || timeInForce === 'DAY') &&
    (reference !== undefined) === (type === 'trailing-stop') &&
    (partnerId === undefined || mayPair)
  );
}

const isAtOnce = ({ timeInForce }: OrderTerms) => timeInForce === 'IOC' || timeInForce === 'FOK';

function auctionRejection(market: NaiveState, { terms }: OrderPlacedInput): Rejection {
  const trades = terms.type === 'market' || isAtOnce(terms) || terms.postOnly;
  return isGathering(market) && trades ? 'MARKET_AUCTION' : undefined;
}

const pricesOf = ({ limit, terms, reference }: OrderPlacedInput) =>
  [limit, terms.stopPrice, terms.trailingOffset, reference].filter((price) => price !== undefined);

function priceRejection(prices: readonly number[]): Rejection {
  const areInBounds = prices.every(
    (price) => Number.isSafeInteger(price) && price >= 1 && price <= PRICE_TICKS_MAX,
  );
  return areInBounds ? undefined : 'ORDER_PRICE_BOUNDS';
}

function sizeRejection(instrument: Instrument, terms: OrderTerms): Rejection {
  const { quantity, quoteQuantity = 0n } = terms;
  if (quantity !== undefined) return quantityRejection(instrument, quantity);
  if (quoteQuantity <= 0n) return 'ORDER_QUANTITY_TOO_SMALL';
  const isSafe = moneyOf(instrument, quoteQuantity) <= BigInt(Number.MAX_SAFE_INTEGER);
  return isSafe ? undefined : 'MARKET_CAPACITY';
}

/** In units of one tick times one lot; a part of one is not counted. */
export const moneyOf = ({ units }: Instrument, quoteQuantity: bigint) =>
  quoteQuantity / units.notionalUnit;

function quantityRejection(instrument: Instrument, quantity: number): Rejection {
  const { minQuantity, maxQuantity } = instrument;
  if (!Number.isSafeInteger(quantity)) return 'ORDER_QUANTITY_TOO_SMALL';
  if (quantity < minQuantity) return 'ORDER_QUANTITY_TOO_SMALL';
  return quantity > maxQuantity ? 'ORDER_QUANTITY_TOO_LARGE' : undefined;
}

function displayRejection({ minQuantity }: Instrument, terms: OrderTerms): Rejection {
  const { displayQuantity, quantity = 0 } = terms;
  if (displayQuantity === undefined) return undefined;
  const isRight =
    Number.isSafeInteger(displayQuantity) &&
    displayQuantity >= minQuantity &&
    displayQuantity <= quantity &&
    hasFewSlices(quantity, displayQuantity);
  return isRight ? undefined : 'ORDER_DISPLAY_QUANTITY';
}

const hasFewSlices = (quantity: number, display: number) =>
  BigInt(quantity) <= BigInt(display) * BigInt(SLICES_MAX);

/** What is forbidden to those who would trade at once. */
function takingRejection(
  market: NaiveState,
  order: Pick<NaiveOrder, 'side' | 'postOnly'> & { price: number; isLimit: boolean },
): Rejection {
  const { side, price, postOnly, isLimit } = order;
  if (market.state !== 'open') return undefined;
  if (postOnly && market.makerFor(side, price) !== undefined) return 'ORDER_POST_ONLY_WOULD_TAKE';
  return isLimit && isRejectedBy(market.band, side, price) ? 'MARKET_PRICE_BAND' : undefined;
}

function hasRoomFor(market: NaiveState, { terms, limit }: OrderPlacedInput): boolean {
  const { side, quantity: remaining, type } = terms;
  if (remaining === undefined || waitsForStop(type)) return true;
  return hasRoom(market, { side, price: limit, remaining });
}

function idRejection(market: NaiveState, { accountId, orderId }: OrderPlacedInput): Rejection {
  const isFree = market.find(accountId, orderId) === undefined;
  return revisionOf(accountId, orderId) !== undefined && isFree ? undefined : 'ORDER_DUPLICATE_ID';
}

/** The revision in the id of an order, if it is one of this account. */
function revisionOf(accountId: string, orderId: string): number | undefined {
  const revision = placeOf(orderId)?.revision;
  return revision !== undefined && orderId === orderIdOf(accountId, revision)
    ? revision
    : undefined;
}

function partnerRejection(market: NaiveState, input: OrderPlacedInput): Rejection {
  const { accountId, orderId, partnerId } = input;
  if (partnerId === undefined) return undefined;
  const [own, other] = [revisionOf(accountId, orderId), revisionOf(accountId, partnerId)];
  if (own === undefined || other === undefined || own === other) return 'ORDER_PARTNER_GONE';
  const isFirst = own < other;
  return isFirst || firstLegOf(market, input) !== undefined ? undefined : 'ORDER_PARTNER_GONE';
}

/** The order with which this one would be a pair, if it is its second leg and that one is still as it was placed. */
export function firstLegOf(market: NaiveState, input: OrderPlacedInput): NaiveOrder | undefined {
  const { accountId, orderId, partnerId, terms } = input;
  if (partnerId === undefined) return undefined;
  const own = revisionOf(accountId, orderId);
  const other = revisionOf(accountId, partnerId);
  if (own === undefined || other === undefined || other >= own) return undefined;
  const first = market.find(accountId, partnerId);
  if (first === undefined || !first.isWhole || first.partner !== undefined) return undefined;
  if (first.side !== terms.side || first.quantity !== terms.quantity) return undefined;
  const isLimit = terms.type === 'limit';
  const fits = isLimit ? first.waits : first.type === 'limit' && waitsForStop(terms.type);
  return fits ? first : undefined;
}
