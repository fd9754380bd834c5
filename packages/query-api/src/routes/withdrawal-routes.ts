import { accountPath, PAGE_LIMIT, type Withdrawal, withdrawalsQuery } from '@truetape/contracts';
import type { FastifyInstance } from 'fastify';
import { accountPage } from '../reads/account-page.ts';
import { present } from '../reads/present.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { allOf, cursorAt, during, newestFirst, parameters } from '../reads/selection.ts';
import { timeColumn } from '../reads/snapshot.ts';
import { answering, read } from './answering.ts';

const OPTIONAL = ['reason', 'decidedAt'] as const satisfies readonly (keyof Withdrawal)[];

type StoredWithdrawal = Omit<Withdrawal, (typeof OPTIONAL)[number]> & {
  readonly reason: string | null;
  readonly decidedAt: string | null;
  readonly revision: number;
  readonly is_item: true;
};

const COLUMNS = [
  'withdrawal_id as "withdrawalId"',
  'asset',
  'amount',
  'reference',
  'status',
  'reason',
  timeColumn('requested_at', '"requestedAt"'),
  timeColumn('decided_at', '"decidedAt"'),
].join(', ');

/** Ids end in the revision of their request. */
const REVISION = `split_part(withdrawal_id, '.', 2)::bigint`;
const PLACE = newestFirst('requested_at', `(${REVISION})`);

/** The withdrawals that were requested of an account. */
export function withdrawalRoutes(app: FastifyInstance, readModels: ReadModels): void {
  app.get(
    '/v1/accounts/:id/withdrawals',
    answering(async (request) => {
      const asked = read(request, accountPath, withdrawalsQuery);
      if (!asked.ok) return asked;
      const { id, status, cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const { values, parameter } = parameters();
      const account = parameter(id);
      const where = allOf(
        `account_id = ${account}`,
        status !== undefined && `status = ${parameter(status)}`,
        during('requested_at', asked.value, parameter),
        PLACE.behind(cursor, parameter),
      );
      return accountPage(readModels, {
        account,
        select: `${COLUMNS}, ${REVISION} as revision from truetape.withdrawals where ${where}
          order by ${PLACE.order} limit ${parameter(limit + 1)}`,
        orderBy: '"requestedAt" desc, revision desc',
        values,
        limit,
        minPosition,
        itemOf: withdrawalOf,
        cursorOf: ({ requestedAt, revision }: StoredWithdrawal) => cursorAt(requestedAt, revision),
      });
    }),
  );
}

function withdrawalOf({ is_item, revision, ...row }: StoredWithdrawal): Withdrawal {
  return present(row, OPTIONAL);
}
