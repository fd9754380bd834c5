import type { EpochMs, Minor } from '@truetape/domain';
import { type Catalogue, scaleIn } from '../catalogue.ts';
import { formatMinor, minorOf } from '../decimal.ts';
import { present } from '../optional.ts';
import { formatTime, timeOf } from '../time.ts';
import type { Forms } from './form.ts';

export const moneyForms: Forms<
  | 'FundsDeposited'
  | 'WithdrawalRequested'
  | 'FundsWithdrawn'
  | 'WithdrawalRejected'
  | 'TransferSent'
  | 'TransferReceived'
> = {
  FundsDeposited: {
    encode: fundsData,
    decode: (data, catalogue) => ({ type: 'FundsDeposited', ...fundsOf(data, catalogue) }),
  },
  WithdrawalRequested: {
    encode: fundsData,
    decode: (data, catalogue) => ({ type: 'WithdrawalRequested', ...fundsOf(data, catalogue) }),
  },
  FundsWithdrawn: {
    encode: ({ amount, asset, at, idempotencyKey, reference, withdrawalId }, catalogue) => ({
      amount: formatMinor(amount, scaleIn(catalogue, asset)),
      asset,
      at: formatTime(at),
      idempotencyKey,
      reference,
      withdrawalId,
    }),
    decode: ({ withdrawalId, idempotencyKey, ...data }, catalogue) => ({
      type: 'FundsWithdrawn',
      ...fundsOf(data, catalogue),
      ...present({ withdrawalId, idempotencyKey }),
    }),
  },
  WithdrawalRejected: {
    encode: ({ at, idempotencyKey, reason, withdrawalId }) => ({
      at: formatTime(at),
      idempotencyKey,
      reason,
      withdrawalId,
    }),
    decode: ({ at, withdrawalId, reason, idempotencyKey }) => ({
      type: 'WithdrawalRejected',
      at: timeOf(at),
      withdrawalId,
      reason,
      ...present({ idempotencyKey }),
    }),
  },
  TransferSent: {
    encode: ({ amount, asset, at, reference, to }, catalogue) => ({
      amount: formatMinor(amount, scaleIn(catalogue, asset)),
      asset,
      at: formatTime(at),
      reference,
      to,
    }),
    decode: ({ to, ...data }, catalogue) => ({
      type: 'TransferSent',
      ...fundsOf(data, catalogue),
      to,
    }),
  },
  TransferReceived: {
    encode: ({ amount, asset, at, from, sentRevision, suspended }, catalogue) => ({
      amount: formatMinor(amount, scaleIn(catalogue, asset)),
      asset,
      at: formatTime(at),
      from,
      sentRevision,
      suspended,
    }),
    decode: ({ at, asset, amount, from, sentRevision, suspended }, catalogue) => ({
      type: 'TransferReceived',
      at: timeOf(at),
      asset,
      amount: minorOf(amount, scaleIn(catalogue, asset)),
      from,
      sentRevision,
      ...present({ suspended }),
    }),
  },
};

interface Funds<Time, Amount> {
  readonly at: Time;
  readonly asset: string;
  readonly amount: Amount;
  readonly reference: string;
}

function fundsData(
  { amount, asset, at, reference }: Funds<EpochMs, Minor>,
  catalogue: Catalogue,
): Funds<string, string> {
  return {
    amount: formatMinor(amount, scaleIn(catalogue, asset)),
    asset,
    at: formatTime(at),
    reference,
  };
}

function fundsOf(
  { at, asset, amount, reference }: Funds<string, string>,
  catalogue: Catalogue,
): Funds<EpochMs, Minor> {
  return { at: timeOf(at), asset, amount: minorOf(amount, scaleIn(catalogue, asset)), reference };
}
