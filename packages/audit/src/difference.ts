import type { EventRef } from '@truetape/kernel';

/** The first place where the log does not prove what it says. */
export class Difference extends Error {
  override readonly name = 'Difference';

  readonly check: Check;
  readonly place: Place;

  constructor(check: Check, { stream, revision, position }: Place, what: string) {
    super(`${check}: ${what} (${stream} revision ${revision}, position ${position})`);
    this.check = check;
    this.place = { stream, revision, position };
  }
}

export type Check =
  | 'chain'
  | 'anchor'
  | 'form'
  | 'listing'
  | 'switch'
  | 'correction'
  | 'clock'
  | 'market'
  | 'account'
  | 'ledger'
  | 'risk';
type Place = EventRef & { readonly position: number };
