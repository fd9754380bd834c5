import type { Data } from '@truetape/contracts';
import { holds } from '../../violation.ts';
import type { AccountRule } from '../account-rule.ts';
import { dayOf } from '../day.ts';
import { type Atto, atto } from '../decimal.ts';
import type { ModelAccount } from '../model-account.ts';
import type { ModelVenue } from '../model-venue.ts';
import { same } from '../same.ts';
import { filledBy } from './moves.ts';

type Lines = Data<'CorrectionSettled'>['lines'];

/** What two people have decided is put right in an account, once, in the order in which it was approved. */
export const CORRECTION_RULES: {
  readonly CorrectionSettled: AccountRule<'CorrectionSettled'>;
} = {
  CorrectionSettled: ({ data, causation }, account, model) => {
    const { corrections, ledger, venue } = model;
    const { at, correctionRevision, fills, lines } = data;
    const due = corrections.take(account.accountId);
    const told = () => `${account.accountId} ${JSON.stringify(data)}, due: ${JSON.stringify(due)}`;
    const isDue = due?.revision === correctionRevision && same(fills, due.leg.fills);
    holds(isDue, 'a correction is settled once, as it was approved', told);
    holds(same(causation, { stream: 'corrections', revision: due.revision }), 'it says why', told);
    const isWhole = same(
      lines.map(({ own: _, ...line }) => line),
      due.leg.lines,
    );
    holds(isWhole && areOwnRight(lines, account, venue), 'a correction takes what is free', told);
    for (const { asset, against, amount, own } of lines) {
      account.credit(asset, atto(own));
      const moved = { amount: atto(amount), own: atto(own) };
      ledger.correct(account.accountId, asset, against, moved);
    }
    // What is traded back belongs to no strategy.
    for (const fill of fills) account.fill(fill.symbol, '', dayOf(at), filledBy(fill));
  },
};

/** What an account cannot have, it is not given; what it has not free, is not taken from it. */
function areOwnRight(lines: Lines, account: ModelAccount, venue: ModelVenue): boolean {
  const free = new Map<string, Atto>();
  return lines.every(({ asset, ...line }) => {
    const [amount, own] = [atto(line.amount), atto(line.own)];
    const left = free.get(asset) ?? account.free(asset);
    free.set(asset, left + own);
    if (amount < 0n) return own === (-amount > left ? -left : amount);
    const isGone = account.status === 'closed' ? 'yes' : venue.isDelisted(asset);
    return (isGone !== 'yes' && own === amount) || (isGone !== 'no' && own === 0n);
  });
}
