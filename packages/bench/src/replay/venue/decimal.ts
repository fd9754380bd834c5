import { assert } from '@truetape/kernel';

/** A whole number of 10⁻ˢᶜᵃˡᵉ as the wire has it: `(23647, 2)` → `"236.47"`. */
export function decimalOf(units: number | bigint, scale: number): string {
  const digits = String(units).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The way back: `("236.47", 2)` → `23647`. */
export function unitsOf(decimal: string, scale: number): number {
  const [whole = '', fraction = ''] = decimal.split('.');
  assert(fraction.length <= scale, `"${decimal}" has at most ${scale} decimals`);
  const units = Number(whole + fraction.padEnd(scale, '0'));
  assert(Number.isSafeInteger(units), `"${decimal}" is a safe number of units`);
  return units;
}
