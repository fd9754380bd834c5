import {
  type EpochMs,
  epochMs,
  lots,
  type Minor,
  minor,
  PRICE_TICKS_MAX,
  type PriceTicks,
  type QuantityLots,
  type RateE8,
  ticks,
} from './units.ts';

/**
 * Every product and every rounding of Truetape. Nothing else multiplies a price, divides money or rounds.
 */

const RATE_ONE = 100_000_000n;

/**
 * Price × quantity, exactly: `notionalUnit` is what one tick times one lot is worth in minor units of the quote
 * asset, a whole number by the rule of listing. Never rounded.
 */
export function notional(price: PriceTicks, quantity: QuantityLots, notionalUnit: bigint): Minor {
  return minor(BigInt(price) * BigInt(quantity) * notionalUnit);
}

/** Quantity in minor units of the base asset. Never rounded. */
export function baseAmount(quantity: QuantityLots, lotUnit: bigint): Minor {
  return minor(BigInt(quantity) * lotUnit);
}

/** The part of a fee that one fill adds, in minor units × 1e-8, exactly. */
export function feeAccrual(rate: RateE8, amount: Minor): bigint {
  return BigInt(rate) * amount;
}

/** A fee of an order so far: ⌈Σ rate × notional⌉ over its fills. Rounded up, towards the venue, once per order. */
export function feeOf(accrual: bigint): Minor {
  return minor(ceilDiv(accrual, RATE_ONE));
}

/**
 * What a part of a position has cost, of the cost of the whole. Rounded towards zero: what is left over stays with the
 * part that is still open, so that nothing is lost when all is closed.
 */
export function shareOfCost(cost: Minor, part: bigint, whole: bigint): Minor {
  return minor((cost * part) / whole);
}

/** An average price has so many decimals more than the prices of its market. */
export const AVERAGE_DECIMALS = 4;

/**
 * What a lot has cost on average, as a price in the last of its decimals: the nearest, of two as near the even one.
 * It is there to be shown; nothing is reckoned with it.
 *
 * @param tick one tick in the last decimal of prices: 5 where they go in steps of 0.05
 */
export function averagePrice(
  { lots, cost }: { readonly lots: bigint; readonly cost: Minor },
  notionalUnit: bigint,
  tick: bigint,
): bigint {
  return quotientHalfEven(cost * tick * 10n ** BigInt(AVERAGE_DECIMALS), lots * notionalUnit);
}

/** The share that a part is of a whole, in units of 1e-8. Rounded down: a limit is never reached before it is. */
export function shareOfWhole(part: bigint, whole: bigint): bigint {
  return (part * RATE_ONE) / whole;
}

/** Half way between the best bid and the best ask, rounded down to a whole tick: towards the bid. */
export function midPrice(bid: PriceTicks, ask: PriceTicks): PriceTicks {
  return ticks(Math.floor((bid + ask) / 2));
}

/**
 * The worst price of a market order: reference × (1 ± share). Rounded towards the reference, so that the share is
 * never exceeded, and within what a price can be.
 */
export function protectionPrice(
  side: 'buy' | 'sell',
  reference: PriceTicks,
  share: RateE8,
): PriceTicks {
  const scaled =
    BigInt(reference) * (side === 'buy' ? RATE_ONE + BigInt(share) : RATE_ONE - BigInt(share));
  const price = side === 'buy' ? scaled / RATE_ONE : ceilDiv(scaled, RATE_ONE);
  return priceWithin(Number(price));
}

/** The nearest price that there can be. */
export const priceWithin = (price: number) => ticks(Math.min(Math.max(1, price), PRICE_TICKS_MAX));

export const addLots = (a: QuantityLots, b: QuantityLots) => lots(a + b);
export const subtractLots = (a: QuantityLots, b: QuantityLots) => lots(a - b);
export const addMinor = (a: Minor, b: Minor) => minor(a + b);
export const subtractMinor = (a: Minor, b: Minor) => minor(a - b);
export const maxMinor = (a: Minor, b: Minor) => (a > b ? a : b);

/** Business time never goes back within a stream, whatever the shell's clock does. */
export const notBefore = (earliest: EpochMs, now: EpochMs) => epochMs(Math.max(earliest, now));

/** Rounds to the nearest, of two as near to the even one. What is divided and the divisor have the same sign. */
function quotientHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = (dividend - quotient * divisor) * 2n;
  const isAbove = divisor > 0n ? rest > divisor : rest < divisor;
  return isAbove || (rest === divisor && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** Rounds towards plus infinity; the divisor is above zero. */
function ceilDiv(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend > 0n && dividend % divisor !== 0n ? quotient + 1n : quotient;
}
