import { ORDER_LINE } from '@truetape/account-data';
import { accountOf } from '@truetape/auth/fastify';
import {
  type OrderRow,
  type OrderRowAnswer,
  type OrdersQuery,
  oneQuery,
  orderPath,
  ordersQuery,
  PAGE_LIMIT,
  type Page,
} from '@truetape/contracts';
import { type EventLog, START } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';
import { columnsOf } from '../reads/columns.ts';
import { pageOf } from '../reads/page-of.ts';
import { present } from '../reads/present.ts';
import type { NotRead, ReadModels } from '../reads/read-models.ts';
import { allOf, cursorAt, during, newestFirst, parameters } from '../reads/selection.ts';
import { answering, anyPath, read } from './answering.ts';

/** What only some orders have is null in the rows of the others. */
type StoredOrder = { readonly [Field in keyof OrderRow]-?: OrderRow[Field] | null } & {
  readonly accountId: string;
  readonly decidedAt: string;
  readonly placedRevision: number;
};

const COLUMNS = `${columnsOf(ORDER_LINE, 'orders')}, placed_revision as "placedRevision"`;

const PLACE = newestFirst('decided_at', 'placed_revision');

/** As a condition that the planner finds an index for: those of `orders` are for what is finished and what is not. */
const statusIs = (status: NonNullable<OrdersQuery['status']>) =>
  status === 'unfinished' ? `status in ('pending', 'open')` : `status = '${status}'`;

/** The orders of an account, one or many. */
export function orderRoutes(app: FastifyInstance, readModels: ReadModels, log: EventLog): void {
  app.get(
    '/v1/orders/:orderId',
    answering<OrderRowAnswer>(async (request) => {
      const asked = read(request, orderPath, oneQuery);
      if (!asked.ok) return asked;
      const { orderId, minPosition } = asked.value;
      const selection = {
        select: `${COLUMNS} from truetape.orders where order_id = $1`,
        values: [orderId],
      };
      const found = await readModels.read<StoredOrder>(selection, minPosition);
      if (!found.ok) return found;
      const [row] = found.value.rows;
      if (row === undefined) return failed('ORDER_NOT_FOUND');
      return ok({ ...orderOf(row), position: found.value.position });
    }),
  );

  app.get(
    '/v1/orders',
    answering(async (request) => {
      const asked = read(request, anyPath, ordersQuery);
      if (!asked.ok) return asked;
      return listOrders(readModels, log, accountOf(request), asked.value);
    }),
  );
}

async function listOrders(
  readModels: ReadModels,
  log: EventLog,
  accountId: string,
  query: OrdersQuery,
): Promise<Result<Page<OrderRow>, NotRead>> {
  const { symbol, status, clientOrderId, cursor, limit = PAGE_LIMIT } = query;
  const { values, parameter } = parameters();
  const where = allOf(
    `account_id = ${parameter(accountId)}`,
    symbol !== undefined && `symbol = ${parameter(symbol)}`,
    status !== undefined && statusIs(status),
    clientOrderId !== undefined && `client_order_id = ${parameter(clientOrderId)}`,
    during('decided_at', query, parameter),
    PLACE.behind(cursor, parameter),
  );
  const select = `${COLUMNS} from truetape.orders where ${where}
    order by ${PLACE.order} limit ${parameter(limit + 1)}`;
  const found = await readModels.read<StoredOrder>(
    { select, orderBy: '"decidedAt" desc, "placedRevision" desc', values },
    // "No such client id" must be conclusive: it is said only by rows that have passed the head of the log.
    clientOrderId === undefined
      ? query.minPosition
      : Math.max(query.minPosition ?? START, await log.head()),
  );
  if (!found.ok) return found;
  const cursorOf = ({ decidedAt, placedRevision }: StoredOrder) =>
    cursorAt(decidedAt, placedRevision);
  return ok(pageOf(found.value, limit, orderOf, cursorOf));
}

function orderOf({ placedRevision, ...row }: StoredOrder): OrderRow {
  return present(row, ORDER_LINE.optional) as OrderRow;
}
