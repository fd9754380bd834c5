import { limitsOf, marketIn } from '@truetape/codec';
import type { Data } from '@truetape/contracts';
import { bust as bustOf, epochMs, type MarketSymbol, type SettledTrade } from '@truetape/domain';
import type { Venue } from './venue.ts';

const receivedAt = (venue: Venue) => epochMs(venue.nowMs);

/** What operators ask of accounts. */
export function approve(venue: Venue, accountId: string, withdrawalId: string): void {
  venue.ask(accountId, { type: 'ApproveWithdrawal', receivedAt: receivedAt(venue), withdrawalId });
}

export function reject(
  venue: Venue,
  accountId: string,
  withdrawalId: string,
  reason: string,
): void {
  const type = 'RejectWithdrawal';
  venue.ask(accountId, { type, receivedAt: receivedAt(venue), withdrawalId, reason });
}

export function kill(venue: Venue, accountId: string, reason: string): void {
  venue.ask(accountId, { type: 'TripKillSwitch', receivedAt: receivedAt(venue), reason });
}

/** A trade that never was, carried out in the accounts of its two sides. */
export function bust(venue: Venue, symbol: MarketSymbol, trade: Omit<SettledTrade, 'units'>): void {
  const { units } = marketIn(venue.catalogue, symbol).instrument;
  const legs = bustOf({ units, ...trade });
  for (const { accountId } of trade.sides) {
    const at = epochMs(venue.nowMs);
    venue.ask(accountId, { type: 'SettleCorrection', correctionRevision: 1, at, legs });
  }
}

type WireLimits = Data<'LimitsChanged'>['limits'];

/** Limits as the wire writes them; what is not named is not limited. */
export function limit(
  venue: Venue,
  accountId: string,
  limits: Partial<WireLimits>,
  scope: 'account' | 'group' = 'account',
): void {
  const whole: WireLimits = { assets: [], hard: [], markets: [], ...limits };
  venue.ask(accountId, {
    type: 'SetLimits',
    receivedAt: receivedAt(venue),
    scope,
    limits: limitsOf(whole, venue.catalogue),
  });
}
