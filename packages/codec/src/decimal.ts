import { type Minor, minor, OFF_GRID, type OnGrid, type RateE8, rateE8 } from '@truetape/domain';
import Big from 'big.js';
import { remembering } from './remembering.ts';

/**
 * The one place where decimals become integers and integers become decimals. Exact or refused; nothing is rounded.
 * Written decimals have no exponent, no trailing zeros and no `-0`.
 */

// Division and square roots are never used here, and exponents never written.
Big.strict = false;
Big.PE = 1_000;
Big.NE = -1_000;

/** `'0.15'` in an asset of scale 2 is 15 minor units; finer than the scale is off the grid. */
export function parseMinor(decimal: string, scale: number): OnGrid<Minor> {
  const whole = wholeNumber(new Big(decimal).times(powerOfTen(scale)));
  return whole === undefined ? OFF_GRID : minor(whole);
}

/** As {@link parseMinor}, for what is in the log already: there it is always on the grid. */
export function minorOf(decimal: string, scale: number): Minor {
  const amount = parseMinor(decimal, scale);
  if (amount === OFF_GRID) throw new RangeError(`${decimal} has more than ${scale} decimals`);
  return amount;
}

/** 15 minor units of an asset of scale 2 are `'0.15'`. Every row of every read model has some: it only sets the point. */
export function formatMinor(amount: Minor, scale: number): string {
  const sign = amount < 0n ? '-' : '';
  const digits = (amount < 0n ? -amount : amount).toString().padStart(scale + 1, '0');
  const whole = digits.length - scale;
  let end = digits.length;
  while (end > whole && digits.charCodeAt(end - 1) === ZERO) end -= 1;
  if (end === whole) return sign + digits.slice(0, whole);
  return `${sign}${digits.slice(0, whole)}.${digits.slice(whole, end)}`;
}

const ZERO = 48;

/** The same number as we write it: `'64000.00'` becomes `'64000'`. */
export function canonicalDecimal(decimal: string): string {
  return new Big(decimal).toFixed();
}

const RATE_SCALE = 8;

export const rateOf = remembering(
  (decimal: string): RateE8 => rateE8(Number(minorOf(decimal, RATE_SCALE))),
);

export const formatRate = remembering((rate: RateE8): string =>
  formatMinor(minor(BigInt(rate)), RATE_SCALE),
);

/** How many decimals a decimal has, and the integer that its digits make: `'0.25'` is 25 with 2 decimals. */
export function digitsOf(decimal: string): { readonly mantissa: bigint; readonly scale: number } {
  const text = canonicalDecimal(decimal);
  const dot = text.indexOf('.');
  const scale = dot < 0 ? 0 : text.length - dot - 1;
  return { mantissa: minorOf(text, scale), scale };
}

function wholeNumber(number: Big): bigint | undefined {
  return number.e < number.c.length - 1 ? undefined : BigInt(number.toFixed());
}

const powers = new Map<number, Big>();

function powerOfTen(exponent: number): Big {
  let power = powers.get(exponent);
  if (power === undefined) {
    power = new Big(`1e${exponent}`);
    powers.set(exponent, power);
  }
  return power;
}
