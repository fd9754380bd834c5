/**
 * Decimals of the wire as whole numbers of 10^-18, the finest that any asset has: what the model counts prices, quantities
 * and money in. It shares no arithmetic with what it checks.
 */
export type Atto = bigint;

export const ONE: Atto = 10n ** 18n;

const known = new Map<string, Atto>();

/** @throws RangeError where a decimal is finer than any asset */
export function atto(decimal: string): Atto {
  let value = known.get(decimal);
  if (value === undefined) {
    value = parse(decimal);
    if (known.size > 50_000) known.clear();
    known.set(decimal, value);
  }
  return value;
}

function parse(decimal: string): Atto {
  const [whole = '', fraction = ''] = decimal.split('.');
  if (fraction.length > 18) throw new RangeError(`${decimal} has more than 18 decimals`);
  return BigInt(whole + fraction.padEnd(18, '0'));
}

/** For people. */
export function shown(value: Atto): string {
  const digits = `${value < 0n ? -value : value}`.padStart(19, '0');
  const fraction = digits.slice(-18).replace(/0+$/, '');
  const whole = digits.slice(0, -18);
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Price × quantity. Exact: a tick times a lot is a whole number of minor units. */
export const times = (one: Atto, other: Atto): Atto => (one * other) / ONE;

/** The smallest multiple of `unit` that is not below it. */
export function roundedUp(value: Atto, unit: Atto): Atto {
  const rest = value % unit;
  if (rest === 0n) return value;
  return rest > 0n ? value - rest + unit : value - rest;
}

export const larger = (one: Atto, other: Atto): Atto => (one > other ? one : other);
