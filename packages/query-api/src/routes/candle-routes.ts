import {
  CANDLE_INTERVAL,
  type Candle,
  candlesQuery,
  PAGE_LIMIT,
  type Page,
  type StatsAnswer,
  statsQuery,
  symbolPath,
} from '@truetape/contracts';
import { failed, ok } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';
import { pageOf } from '../reads/page-of.ts';
import { present } from '../reads/present.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { allOf, cursorAt, during, newestFirst, parameters } from '../reads/selection.ts';
import { timeColumn } from '../reads/snapshot.ts';
import { answering, read } from './answering.ts';

const COLUMNS = [
  timeColumn('opened_at', '"openedAt"'),
  ...['open', 'high', 'low', 'close', 'volume', 'notional', 'trades'],
  `state = 'final' as final`,
].join(', ');

const PLACE = newestFirst('opened_at');

const PRICES = [
  'open',
  'high',
  'low',
  'last',
  'change',
] as const satisfies readonly (keyof StatsAnswer)[];

type StoredStats = Omit<StatsAnswer, (typeof PRICES)[number] | 'position'> & {
  readonly [Field in (typeof PRICES)[number]]: string | null;
};

/** What was traded in a market over time: public, from the read models. */
export function candleRoutes(
  app: FastifyInstance,
  readModels: ReadModels,
  clockMs: () => number,
): void {
  app.get(
    '/v1/instruments/:symbol/candles',
    answering<Page<Candle>>(async (request) => {
      const asked = read(request, symbolPath, candlesQuery);
      if (!asked.ok) return asked;
      const { interval = CANDLE_INTERVAL, cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const { values, parameter } = parameters();
      const symbol = parameter(asked.value.symbol);
      const where = allOf(
        `symbol = ${symbol} and interval = ${parameter(interval)}`,
        during('opened_at', asked.value, parameter),
        PLACE.behind(cursor, parameter),
      );
      const select = `candle.* from truetape.instruments as market
        left join lateral (select true as is_candle, ${COLUMNS} from truetape.candles where ${where}
          order by ${PLACE.order} limit ${parameter(limit + 1)}) as candle on true
        where market.symbol = ${symbol}`;
      const found = await readModels.read<Candle & { readonly is_candle: boolean | null }>(
        { select, orderBy: '"openedAt" desc', values },
        minPosition,
      );
      if (!found.ok) return found;
      const { rows, position } = found.value;
      if (rows.length === 0) return failed('INSTRUMENT_NOT_FOUND');
      const candles = rows.filter(({ is_candle }) => is_candle === true);
      const cursorOf = ({ openedAt }: Candle) => cursorAt(openedAt);
      return ok(pageOf({ rows: candles, position }, limit, candleOf, cursorOf));
    }),
  );

  app.get(
    '/v1/instruments/:symbol/stats',
    answering<StatsAnswer>(async (request) => {
      const asked = read(request, symbolPath, statsQuery);
      if (!asked.ok) return asked;
      const { symbol, at = new Date(clockMs()).toISOString(), minPosition } = asked.value;
      const select = `symbol, ${timeColumn('stats.from_at', '"from"')},
          ${timeColumn('stats.to_at', '"to"')}, stats.open, stats.high, stats.low, stats.last,
          stats.change, stats.volume, stats.notional, stats.trades
        from truetape.instruments, analytics.statistics(symbol, $2) as stats where symbol = $1`;
      const found = await readModels.read<StoredStats>(
        { select, values: [symbol, at], reads: ['trades', 'candles'] },
        minPosition,
      );
      if (!found.ok) return found;
      const [row] = found.value.rows;
      if (row === undefined) return failed('INSTRUMENT_NOT_FOUND');
      return ok({ ...present(row, PRICES), position: found.value.position });
    }),
  );
}

const candleOf = ({ is_candle: _, ...candle }: Candle & { readonly is_candle: unknown }): Candle =>
  candle;
