import { formatMinor, formatTime, marketIn, scaleIn } from '@truetape/codec';
import { type Account, type Asset, type Minor, minor, NOTHING } from '@truetape/domain';
import type { AccountView } from '../accounts/account-view.ts';
import { entriesTable } from './entries-table.ts';
import { type Entry, entriesOf } from './entry.ts';

/** From the ledger of the domain: no posting is written twice. */
export const statement: AccountView = {
  tables: [entriesTable],
  start: (catalogue) => ({
    apply: ({ event, account }, rows) => {
      const { accountId, revision } = account;
      const unitsOf = (symbol: string) => marketIn(catalogue, symbol).instrument.units;
      const entries = entriesOf(accountId, event, unitsOf);
      const balances = balancesAfter(entries, account);
      for (const [line, { asset, amount, against, about }] of entries.entries()) {
        const scale = scaleIn(catalogue, asset);
        rows.put(entriesTable, {
          account_id: accountId,
          account_revision: revision,
          line,
          at: formatTime(event.at),
          type: event.type,
          asset,
          amount: formatMinor(amount, scale),
          balance: formatMinor(balances[line] ?? NOTHING, scale),
          against,
          ...about,
        });
      }
    },
  }),
};

/** What the account has of the asset of each entry when it is made: reckoned back from what it has after the last one. */
function balancesAfter(entries: readonly Entry[], { balances }: Account): readonly Minor[] {
  const later = new Map<Asset, bigint>();
  return entries
    .toReversed()
    .map(({ asset, amount }) => {
      const moved = later.get(asset) ?? 0n;
      later.set(asset, moved + amount);
      return minor((balances.get(asset)?.total ?? 0n) - moved);
    })
    .reverse();
}
