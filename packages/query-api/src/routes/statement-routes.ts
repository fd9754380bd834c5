import { requireAccount } from '@truetape/auth/fastify';
import { accountPath, type Entry, PAGE_LIMIT, statementQuery } from '@truetape/contracts';
import type { FastifyInstance } from 'fastify';
import { accountPage } from '../reads/account-page.ts';
import { present } from '../reads/present.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { allOf, parameters } from '../reads/selection.ts';
import { timeColumn } from '../reads/snapshot.ts';
import { answering, read } from './answering.ts';

/** What only some entries are about: null in the rows of the others. */
const OPTIONAL = [
  'orderId',
  'symbol',
  'tradeNumber',
  'side',
  'withdrawalId',
  'counterparty',
  'reference',
  'correctionRevision',
] as const satisfies readonly (keyof Entry)[];
type Optional = (typeof OPTIONAL)[number];

type StoredEntry = Omit<Entry, Optional | 'cause'> & {
  readonly [Field in Optional]: Entry[Field] | null;
} & Entry['cause'] & { readonly line: number; readonly is_item: true };

const COLUMNS = [
  'asset',
  'amount',
  'balance',
  'against',
  timeColumn('at', 'at'),
  `'account-' || account_id as stream`,
  'account_revision as revision',
  'type',
  'line',
  'order_id as "orderId"',
  'symbol',
  'trade_number as "tradeNumber"',
  'side',
  'withdrawal_id as "withdrawalId"',
  'counterparty',
  'reference',
  'correction_revision as "correctionRevision"',
].join(', ');

/** Every movement of money in an account, with its cause. */
export function statementRoutes(app: FastifyInstance, readModels: ReadModels): void {
  app.get(
    '/v1/accounts/:id/statement',
    { onRequest: requireAccount() },
    answering(async (request) => {
      const asked = read(request, accountPath, statementQuery);
      if (!asked.ok) return asked;
      const { id, asset, from, to, cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const { values, parameter } = parameters();
      const account = parameter(id);
      const where = allOf(
        `account_id = ${account}`,
        asset !== undefined && `asset = ${parameter(asset)}`,
        from !== undefined && `account_revision >= ${firstSince(account, parameter(from))}`,
        to !== undefined && `account_revision < ${firstSince(account, parameter(to))}`,
        cursor !== undefined &&
          `(account_revision, line) < (${parameter(cursor[0])}, ${parameter(cursor[1])})`,
      );
      return accountPage(readModels, {
        account,
        select: `${COLUMNS} from truetape.entries where ${where}
          order by account_revision desc, line desc limit ${parameter(limit + 1)}`,
        orderBy: 'revision desc, line desc',
        values,
        limit,
        minPosition,
        itemOf: entryOf,
        cursorOf: ({ revision, line }: StoredEntry) => `${revision}.${line}`,
      });
    }),
  );
}

/** The revision of the first entry at a time or later: time never goes back within an account, so it parts the entries. */
function firstSince(account: string, time: string): string {
  return `coalesce((select first.account_revision from truetape.entries as first
    where first.account_id = ${account} and first.at >= ${time}
    order by first.at, first.account_revision limit 1), ${Number.MAX_SAFE_INTEGER})`;
}

function entryOf({ stream, revision, type, line, is_item, ...row }: StoredEntry): Entry {
  return { ...present(row, OPTIONAL), cause: { stream, revision, type } };
}
