import { accountPath, PAGE_LIMIT, type Pnl, pnlQuery } from '@truetape/contracts';
import type { FastifyInstance } from 'fastify';
import { accountPage } from '../reads/account-page.ts';
import { joinDayMark, MARK_COLUMNS, markIn, type StoredMark } from '../reads/mark.ts';
import { present } from '../reads/present.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { allOf, parameters } from '../reads/selection.ts';
import { answering, read } from './answering.ts';

type StoredPnl = Omit<Pnl, 'unrealised' | 'mark'> & {
  readonly unrealised: string | null;
  readonly is_item: true;
} & StoredMark;

/** On a day without a trade of the account nothing was realised, and what was open stays open. */
const COLUMNS = [
  'line.day',
  'instrument.quote as asset',
  'line.symbol',
  `case when result.day = line.day then result.realised else 0 end as realised`,
  `case when result.day = line.day then result.fees else 0 end as fees`,
  `case when result.day = line.day then result.notional else 0 end as notional`,
  'result.quantity',
  'result.cost',
  'trim_scale(result.quantity * mark.price - result.cost) as unrealised',
  MARK_COLUMNS,
].join(', ');

/** What each day has brought an account: those on which it traded, or had something open in a market that has a mark. */
export function pnlRoutes(app: FastifyInstance, readModels: ReadModels): void {
  app.get(
    '/v1/accounts/:id/pnl',
    answering(async (request) => {
      const asked = read(request, accountPath, pnlQuery);
      if (!asked.ok) return asked;
      const { id, from, to, cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const { values, parameter } = parameters();
      const account = parameter(id);
      const where = allOf(
        '(result.day = line.day or result.quantity <> 0)',
        from !== undefined && `line.day >= ${parameter(from)}`,
        to !== undefined && `line.day <= ${parameter(to)}`,
        cursor !== undefined &&
          `(line.day, line.symbol) < (${parameter(cursor[0])}, ${parameter(cursor[1])})`,
      );
      return accountPage(readModels, {
        account,
        select: `${COLUMNS} from (
            select symbol, day from truetape.results where account_id = ${account}
            union
            select mark.symbol, mark.day from (
              select symbol, day from truetape.marks
              union all select symbol, day from truetape.day_marks) as mark
            join truetape.positions as held on held.symbol = mark.symbol
            where held.account_id = ${account}) as line
          join truetape.instruments as instrument on instrument.symbol = line.symbol
          join lateral (
            select * from truetape.results
            where results.account_id = ${account} and results.symbol = line.symbol
              and results.day <= line.day
            order by results.day desc limit 1) as result on true
          ${joinDayMark('line.symbol', 'line.day')}
          where ${where} order by line.day desc, line.symbol desc limit ${parameter(limit + 1)}`,
        orderBy: 'day desc, symbol desc',
        values,
        limit,
        minPosition,
        itemOf: pnlOf,
        cursorOf: ({ day, symbol }: StoredPnl) => `${day}.${symbol}`,
      });
    }),
  );
}

function pnlOf(row: StoredPnl): Pnl {
  const { is_item, markPrice, markSource, markAt, ...others } = row;
  return { ...present(others, ['unrealised']), ...markIn(row) };
}
