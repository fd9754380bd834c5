import { FILL_LINE } from '@truetape/account-data';
import { accountOf } from '@truetape/auth/fastify';
import { type Fill, fillsQuery, PAGE_LIMIT } from '@truetape/contracts';
import { ok } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';
import { columnsOf } from '../reads/columns.ts';
import { pageOf } from '../reads/page-of.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { allOf, cursorAt, during, newestFirst, parameters } from '../reads/selection.ts';
import { answeringWithCsv, anyPath, read } from './answering.ts';

interface StoredFill extends Fill {
  readonly accountRevision: number;
  readonly leg: number;
}

const COLUMNS = `${columnsOf(FILL_LINE, 'fills')}, account_revision as "accountRevision", leg`;

/** As `GET /v1/fills` has them in JSON. */
const CSV = {
  symbol: 'ours',
  tradeNumber: 'ours',
  orderId: 'ours',
  accountId: 'ours',
  side: 'ours',
  liquidity: 'ours',
  price: 'ours',
  quantity: 'ours',
  notional: 'ours',
  fee: 'ours',
  feeAsset: 'ours',
  at: 'ours',
} as const satisfies Readonly<Record<keyof Fill, 'ours'>>;

const PLACE = newestFirst('fills.at', 'account_revision', 'leg');

/** What the orders of an account traded. */
export function fillRoutes(app: FastifyInstance, readModels: ReadModels): void {
  app.get(
    '/v1/fills',
    answeringWithCsv(CSV, async (request) => {
      const asked = read(request, anyPath, fillsQuery);
      if (!asked.ok) return asked;
      const { symbol, orderId, cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const { values, parameter } = parameters();
      const where = allOf(
        `account_id = ${parameter(accountOf(request))}`,
        symbol !== undefined && `symbol = ${parameter(symbol)}`,
        orderId !== undefined && `order_id = ${parameter(orderId)}`,
        during('fills.at', asked.value, parameter),
        PLACE.behind(cursor, parameter),
      );
      const select = `${COLUMNS} from truetape.fills where ${where}
        order by ${PLACE.order} limit ${parameter(limit + 1)}`;
      const orderBy = 'at desc, "accountRevision" desc, leg desc';
      const found = await readModels.read<StoredFill>({ select, orderBy, values }, minPosition);
      if (!found.ok) return found;
      const cursorOf = ({ at, accountRevision, leg }: StoredFill) =>
        cursorAt(at, accountRevision, leg);
      return ok(pageOf(found.value, limit, fillOf, cursorOf));
    }),
  );
}

function fillOf({ accountRevision, leg, ...fill }: StoredFill): Fill {
  return fill;
}
