import type { Data } from '@truetape/contracts';
import { holds } from '../../violation.ts';
import type { AccountRule } from '../account-rule.ts';
import { dayOf } from '../day.ts';
import { type Atto, atto, shown } from '../decimal.ts';
import type { ModelAccount } from '../model-account.ts';
import { same } from '../same.ts';
import type { Due } from './model-corrections.ts';
import { filledBy } from './moves.ts';

type Lines = Data<'CorrectionSettled'>['lines'];

/** What two people have decided is put right in an account, once, in the order in which it was approved. */
export const CORRECTION_RULES: {
  readonly CorrectionSettled: AccountRule<'CorrectionSettled'>;
} = {
  CorrectionSettled: ({ data, causation }, account, { corrections, ledger }) => {
    const { at, correctionRevision, fills, lines } = data;
    const due = corrections.take(account.accountId);
    const told = () => `${account.accountId} ${JSON.stringify(data)}, due: ${JSON.stringify(due)}`;
    const isDue = due?.revision === correctionRevision && same(fills, due.leg.fills);
    holds(isDue, 'a correction is settled once, as it was approved', told);
    holds(same(causation, { stream: 'corrections', revision: due.revision }), 'it says why', told);
    holds(same(lines, ownParts(due, account)), 'a correction takes what is free', told);
    for (const { asset, against, amount, own } of lines) {
      account.credit(asset, atto(own));
      const moved = { amount: atto(amount), own: atto(own) };
      ledger.correct(account.accountId, asset, against, moved);
    }
    // What is traded back belongs to no strategy.
    for (const fill of fills) account.fill(fill.symbol, '', dayOf(at), filledBy(fill));
  },
};

/** What a closed account cannot be given, it is not; what it has not free, is not taken from it. */
function ownParts({ leg }: Due, account: ModelAccount): Lines {
  const free = new Map<string, Atto>();
  return leg.lines.map((line) => {
    const amount = atto(line.amount);
    const left = free.get(line.asset) ?? account.free(line.asset);
    const given = account.status === 'closed' ? 0n : amount;
    const taken = -amount > left ? -left : amount;
    const own = amount > 0n ? given : taken;
    free.set(line.asset, left + own);
    return { ...line, own: shown(own) };
  });
}
