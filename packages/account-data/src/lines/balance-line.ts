import { type Catalogue, formatMinor, parseMinor, scaleIn } from '@truetape/codec';
import type { Balance } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { Row } from '@truetape/read-models';

type Amount = Parameters<typeof formatMinor>[0];

/** What is free is no column. */
export function balanceLine({ asset, total, held }: Row, catalogue: Catalogue): Balance {
  const scale = scaleIn(catalogue, String(asset));
  const free = minorIn(String(total), scale) - minorIn(String(held), scale);
  return {
    asset: String(asset),
    total: String(total),
    held: String(held),
    free: formatMinor(free as Amount, scale),
  };
}

function minorIn(decimal: string, scale: number): Amount {
  const amount = parseMinor(decimal, scale);
  assert(amount !== 'OFF_GRID', 'a balance is as fine as its asset');
  return amount;
}
