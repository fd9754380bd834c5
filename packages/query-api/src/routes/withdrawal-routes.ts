import { requireAccount } from '@truetape/auth/fastify';
import { accountPath, PAGE_LIMIT, type Withdrawal, withdrawalsQuery } from '@truetape/contracts';
import type { FastifyInstance } from 'fastify';
import { accountPage } from '../reads/account-page.ts';
import { present } from '../reads/present.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { allOf, parameters } from '../reads/selection.ts';
import { timeColumn } from '../reads/snapshot.ts';
import { answering, read } from './answering.ts';

const OPTIONAL = ['reason', 'decidedAt'] as const satisfies readonly (keyof Withdrawal)[];

type StoredWithdrawal = Omit<Withdrawal, (typeof OPTIONAL)[number]> & {
  readonly reason: string | null;
  readonly decidedAt: string | null;
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

/** Ids end in a number: of two that were requested at once, the longer one is the later. */
const PLACE = 'requested_at, length(withdrawal_id), withdrawal_id';
const NEWEST_FIRST = 'requested_at desc, length(withdrawal_id) desc, withdrawal_id desc';

/** The withdrawals that were requested of an account. */
export function withdrawalRoutes(app: FastifyInstance, readModels: ReadModels): void {
  app.get(
    '/v1/accounts/:id/withdrawals',
    { onRequest: requireAccount() },
    answering(async (request) => {
      const asked = read(request, accountPath, withdrawalsQuery);
      if (!asked.ok) return asked;
      const { id, status, cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const { values, parameter } = parameters();
      const account = parameter(id);
      const where = allOf(
        `account_id = ${account}`,
        status !== undefined && `status = ${parameter(status)}`,
        cursor !== undefined &&
          `(${PLACE}) < (select ${PLACE} from truetape.withdrawals
            where withdrawal_id = ${parameter(cursor)} and account_id = ${account})`,
      );
      return accountPage(readModels, {
        account,
        select: `${COLUMNS} from truetape.withdrawals where ${where}
          order by ${NEWEST_FIRST} limit ${parameter(limit + 1)}`,
        orderBy: '"requestedAt" desc, length("withdrawalId") desc, "withdrawalId" desc',
        values,
        limit,
        minPosition,
        itemOf: withdrawalOf,
        cursorOf: ({ withdrawalId }: StoredWithdrawal) => withdrawalId,
      });
    }),
  );
}

function withdrawalOf({ is_item, ...row }: StoredWithdrawal): Withdrawal {
  return present(row, OPTIONAL);
}
