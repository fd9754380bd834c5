import {
  type Instrument,
  type InstrumentAnswer,
  instrumentsQuery,
  oneQuery,
  PAGE_LIMIT,
  symbolPath,
} from '@truetape/contracts';
import { failed, ok } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';
import { pageOf } from '../reads/page-of.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { allOf, parameters } from '../reads/selection.ts';
import { answering, anyPath, read } from './answering.ts';

const COLUMNS = [
  'symbol',
  'base',
  'quote',
  'tick',
  'lot',
  'min_quantity as "minQuantity"',
  'max_quantity as "maxQuantity"',
  'min_notional as "minNotional"',
  'max_notional as "maxNotional"',
  'maker_rate as "makerRate"',
  'taker_rate as "takerRate"',
  'state',
].join(', ');

/** The markets: how each is defined, and the state it is in. */
export function instrumentRoutes(app: FastifyInstance, readModels: ReadModels): void {
  app.get(
    '/v1/instruments',
    answering(async (request) => {
      const asked = read(request, anyPath, instrumentsQuery);
      if (!asked.ok) return asked;
      const { cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const { values, parameter } = parameters();
      const where = allOf('true', cursor !== undefined && `symbol > ${parameter(cursor)}`);
      const select = `${COLUMNS} from truetape.instruments where ${where}
        order by symbol limit ${parameter(limit + 1)}`;
      const found = await readModels.read<Instrument>(
        { select, orderBy: 'symbol', values },
        minPosition,
      );
      if (!found.ok) return found;
      return ok(pageOf(found.value, limit, instrumentOf, ({ symbol }) => symbol));
    }),
  );

  app.get(
    '/v1/instruments/:symbol',
    answering<InstrumentAnswer>(async (request) => {
      const asked = read(request, symbolPath, oneQuery);
      if (!asked.ok) return asked;
      const { symbol, minPosition } = asked.value;
      const select = `${COLUMNS} from truetape.instruments where symbol = $1`;
      const found = await readModels.read<Instrument>({ select, values: [symbol] }, minPosition);
      if (!found.ok) return found;
      const [row] = found.value.rows;
      if (row === undefined) return failed('INSTRUMENT_NOT_FOUND');
      return ok({ ...instrumentOf(row), position: found.value.position });
    }),
  );
}

function instrumentOf(row: Instrument): Instrument {
  return {
    symbol: row.symbol,
    base: row.base,
    quote: row.quote,
    tick: row.tick,
    lot: row.lot,
    minQuantity: row.minQuantity,
    maxQuantity: row.maxQuantity,
    minNotional: row.minNotional,
    maxNotional: row.maxNotional,
    makerRate: row.makerRate,
    takerRate: row.takerRate,
    state: row.state,
  };
}
