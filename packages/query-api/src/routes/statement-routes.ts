import { accountPath, type Entry, PAGE_LIMIT, statementQuery } from '@truetape/contracts';
import type { FastifyInstance } from 'fastify';
import type { CsvColumns } from '../answers/csv.ts';
import { accountPage } from '../reads/account-page.ts';
import { present } from '../reads/present.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { allOf, cursorAt, during, newestFirst, parameters } from '../reads/selection.ts';
import { timeColumn } from '../reads/snapshot.ts';
import { answeringWithCsv, read } from './answering.ts';

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

const CSV = {
  asset: 'ours',
  amount: 'ours',
  balance: 'ours',
  against: 'ours',
  at: 'ours',
  'cause.stream': 'ours',
  'cause.revision': 'ours',
  'cause.type': 'ours',
  orderId: 'ours',
  symbol: 'ours',
  tradeNumber: 'ours',
  side: 'ours',
  withdrawalId: 'ours',
  counterparty: 'ours',
  reference: 'text',
  correctionRevision: 'ours',
} as const satisfies CsvColumns & Readonly<Record<Exclude<keyof Entry, 'cause'>, 'ours' | 'text'>>;

const PLACE = newestFirst('entries.at', 'account_revision', 'line');

/** Every movement of money in an account, with its cause. */
export function statementRoutes(app: FastifyInstance, readModels: ReadModels): void {
  app.get(
    '/v1/accounts/:id/statement',
    answeringWithCsv(CSV, async (request) => {
      const asked = read(request, accountPath, statementQuery);
      if (!asked.ok) return asked;
      const { id, asset, cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const { values, parameter } = parameters();
      const account = parameter(id);
      const where = allOf(
        `account_id = ${account}`,
        asset !== undefined && `asset = ${parameter(asset)}`,
        during('entries.at', asked.value, parameter),
        PLACE.behind(cursor, parameter),
      );
      return accountPage(readModels, {
        account,
        select: `${COLUMNS} from truetape.entries where ${where}
          order by ${PLACE.order} limit ${parameter(limit + 1)}`,
        orderBy: 'at desc, revision desc, line desc',
        values,
        limit,
        minPosition,
        itemOf: entryOf,
        cursorOf: ({ at, revision, line }: StoredEntry) => cursorAt(at, revision, line),
      });
    }),
  );
}

function entryOf({ stream, revision, type, line, is_item, ...row }: StoredEntry): Entry {
  return { ...present(row, OPTIONAL), cause: { stream, revision, type } };
}
