import type { Data } from '@truetape/contracts';
import { holds } from '../violation.ts';
import { atto } from './decimal.ts';
import type { ModelAccount } from './model-account.ts';
import type { ModelParts } from './model-parts.ts';
import type { ModelInstrument, ModelVenue } from './model-venue.ts';

type Leg = Data<'TradeSettled'>['legs'][number];

/** Whether something of an asset lies in suspense when it must, and not when it must not. */
export function isSuspendedRight(venue: ModelVenue, asset: string, isSuspended: boolean): boolean {
  const known = venue.isDelisted(asset);
  return known === 'perhaps' || (known === 'yes') === isSuspended;
}

/** What a fill brings, less its fee, lies in suspense where its asset is delisted: the account has it no more. */
export function suspend(
  account: ModelAccount,
  { ledger, venue }: Pick<ModelParts, 'ledger' | 'venue'>,
  { side, fee, suspended }: Leg,
  of: { readonly instrument: ModelInstrument; readonly bought: bigint; readonly paid: bigint },
): void {
  const { instrument, bought, paid } = of;
  const asset = side === 'buy' ? instrument.base : instrument.quote;
  const isRight = isSuspendedRight(venue, asset, suspended === true);
  holds(isRight, 'only what is delisted lies in suspense', () => `${account.accountId} ${asset}`);
  if (suspended !== true) return;
  const amount = side === 'buy' ? bought : paid - atto(fee);
  account.credit(asset, -amount);
  ledger.move(asset, -amount, 'suspense');
}
