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
import { timeColumn } from '../reads/snapshot.ts';
import { answering, anyPath, read } from './answering.ts';

type PriceBand = NonNullable<Instrument['priceBand']>;

type StoredInstrument = Omit<Instrument, 'priceBand' | 'auctionDueAt' | 'indicative'> & {
  /** As JSON. */
  readonly priceBand: string | null;
  readonly auctionDueAt: string | null;
  readonly indicativePrice: string | null;
  readonly indicativeQuantity: string | null;
};

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
  'self_trade_prevention as "selfTradePrevention"',
  'price_band::text as "priceBand"',
  'ruleset',
  'state',
  timeColumn('auction_due_at', '"auctionDueAt"'),
  'indicative_price as "indicativePrice"',
  'indicative_quantity as "indicativeQuantity"',
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
      const found = await readModels.read<StoredInstrument>(
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
      const found = await readModels.read<StoredInstrument>(
        { select, values: [symbol] },
        minPosition,
      );
      if (!found.ok) return found;
      const [row] = found.value.rows;
      if (row === undefined) return failed('INSTRUMENT_NOT_FOUND');
      return ok({ ...instrumentOf(row), position: found.value.position });
    }),
  );
}

function instrumentOf({
  priceBand,
  auctionDueAt,
  indicativePrice: price,
  indicativeQuantity: quantity,
  ...row
}: StoredInstrument): Instrument {
  return {
    ...row,
    ...(priceBand === null ? {} : { priceBand: JSON.parse(priceBand) as PriceBand }),
    ...(auctionDueAt === null ? {} : { auctionDueAt }),
    ...(quantity === null
      ? {}
      : { indicative: price === null ? { quantity } : { price, quantity } }),
  };
}
