import { POSITION_LINE } from '@truetape/account-data';
import { accountPath, PAGE_LIMIT, type PositionLine, positionsQuery } from '@truetape/contracts';
import type { FastifyInstance } from 'fastify';
import { accountPage } from '../reads/account-page.ts';
import { columnsOf } from '../reads/columns.ts';
import { joinLastTrade, MARK_COLUMNS, markIn, type StoredMark } from '../reads/mark.ts';
import { present } from '../reads/present.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { allOf, parameters } from '../reads/selection.ts';
import { answering, read } from './answering.ts';

const OPTIONAL = ['averagePrice', 'unrealised'] as const satisfies readonly (keyof PositionLine)[];

type StoredPosition = Omit<PositionLine, (typeof OPTIONAL)[number] | 'strategy' | 'mark'> & {
  readonly averagePrice: string | null;
  readonly unrealised: string | null;
  /** Empty where the orders name none, and of a whole position. */
  readonly strategy: string;
  readonly is_item: true;
} & StoredMark;

const COLUMNS = [
  columnsOf(POSITION_LINE, 'held'),
  'trim_scale(held.quantity * mark.price - held.cost) as unrealised',
  MARK_COLUMNS,
].join(', ');

/** What an account has traded and not closed again, in each market, whole or by strategy. */
export function positionRoutes(app: FastifyInstance, readModels: ReadModels): void {
  app.get(
    '/v1/accounts/:id/positions',
    answering(async (request) => {
      const asked = read(request, accountPath, positionsQuery);
      if (!asked.ok) return asked;
      const { id, by, cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const { values, parameter } = parameters();
      const account = parameter(id);
      const table = by === 'strategy' ? 'strategy_positions' : 'positions';
      const strategy = by === 'strategy' ? 'held.strategy' : `''::text`;
      const where = allOf(
        `held.account_id = ${account}`,
        cursor !== undefined &&
          `(held.symbol, ${strategy}) >
            (${parameter(cursor.symbol)}, ${parameter(cursor.strategy)}::text)`,
      );
      return accountPage(readModels, {
        account,
        select: `${COLUMNS}, ${strategy} as strategy from truetape.${table} as held
          ${joinLastTrade('held.symbol')} where ${where}
          order by held.symbol, ${strategy} limit ${parameter(limit + 1)}`,
        orderBy: 'symbol, strategy',
        values,
        limit,
        minPosition,
        itemOf: positionOf,
        cursorOf: (row: StoredPosition) => `${row.symbol}.${row.strategy}`,
      });
    }),
  );
}

function positionOf(row: StoredPosition): PositionLine {
  const { is_item, strategy, markPrice, markSource, markAt, ...others } = row;
  return {
    ...present(others, OPTIONAL),
    ...(strategy === '' ? {} : { strategy }),
    ...markIn(row),
  };
}
