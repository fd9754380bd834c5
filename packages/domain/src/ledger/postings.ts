import type { AccountEvent } from '../account/event.ts';
import type { SettledLine } from '../account/money-events.ts';
import type { MarketUnits } from '../instrument/instrument.ts';
import { baseAmount } from '../value/arithmetic.ts';
import { type AccountId, type Asset, type Minor, minor } from '../value/units.ts';

/**
 * The accounts of the ledger. No customer's are: fees earned, money outside, what has traded in a market but is not
 * settled on both sides yet, transfers that have not arrived, what came for an account that cannot have it, and what
 * the venue itself gave or got when something was put right.
 */
export type LedgerAccount =
  | `account:${AccountId}`
  | 'fees'
  | 'external'
  | `clearing:${string}`
  | 'transit'
  | 'suspense'
  | 'residue';

export interface Posting {
  readonly account: LedgerAccount;
  readonly asset: Asset;
  readonly amount: Minor;
}

/**
 * The double entry of an event of `account-{accountId}`: what it moves between the accounts of the ledger. The postings
 * of every event sum to zero per asset. Events that move nothing have none.
 *
 * @param unitsOf the units of a market by its symbol
 */
export function postingsOf(
  accountId: AccountId,
  event: AccountEvent,
  unitsOf: (symbol: string) => MarketUnits,
): readonly Posting[] {
  const own = `account:${accountId}` as const;
  switch (event.type) {
    case 'FundsDeposited':
      return move(event.asset, event.amount, 'external', own);
    case 'FundsWithdrawn':
      return move(event.asset, event.amount, own, 'external');
    case 'TransferSent':
      return move(event.asset, event.amount, own, 'transit');
    case 'TransferReceived': {
      const to = event.suspended === undefined ? own : 'suspense';
      return move(event.asset, event.amount, 'transit', to);
    }
    case 'CorrectionSettled':
      return event.lines.flatMap((line) => correctionPostings(line, event.fills[0]?.units, own));
    case 'TradeSettled': {
      const { base, quote, lotUnit } = unitsOf(event.symbol);
      const delivered = baseAmount(event.quantity, lotUnit);
      const clearing = `clearing:${event.symbol}` as const;
      return event.legs.flatMap(({ side, fee, suspended }) => [
        ...(side === 'buy'
          ? [...move(base, delivered, clearing, own), ...move(quote, event.notional, own, clearing)]
          : [
              ...move(base, delivered, own, clearing),
              ...move(quote, event.notional, clearing, own),
            ]),
        ...(fee === 0n ? [] : move(quote, fee, own, 'fees')),
        ...(suspended === undefined
          ? []
          : side === 'buy'
            ? move(base, delivered, own, 'suspense')
            : move(quote, minor(event.notional - fee), own, 'suspense')),
      ]);
    }
    case 'AccountOpened':
    case 'AccountStatusChanged':
    case 'AccountFrozen':
    case 'KillSwitchTripped':
    case 'KillSwitchReleased':
    case 'LimitsChanged':
    case 'SilenceTimerSet':
    case 'SilenceTimerFired':
    case 'WithdrawalRequested':
    case 'WithdrawalRejected':
    case 'OrderPlaced':
    case 'OrderCancelRequested':
    case 'OrderReplaceRequested':
    case 'OrdersCancelRequested':
    case 'TradePreventionSettled':
    case 'OrderClosed':
    case 'OrderReplaceSettled':
      return [];
  }
}

/** The part that the account has no room for lies in suspense; the part that it lacks, the venue pays. */
function correctionPostings(
  { asset, amount, against, own: part }: SettledLine,
  units: MarketUnits | undefined,
  own: LedgerAccount,
): Posting[] {
  const from = against === 'clearing' ? (`clearing:${units?.symbol}` as const) : against;
  const rest = minor(amount - part);
  return [
    ...(part === 0n ? [] : move(asset, part, from, own)),
    ...(rest === 0n ? [] : move(asset, rest, from, rest > 0n ? 'suspense' : 'residue')),
  ];
}

function move(asset: Asset, amount: Minor, from: LedgerAccount, to: LedgerAccount): Posting[] {
  return [
    { account: from, asset, amount: minor(-amount) },
    { account: to, asset, amount },
  ];
}
