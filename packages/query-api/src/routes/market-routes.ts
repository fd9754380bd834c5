import {
  type Book,
  bookQuery,
  DEPTH_LIMIT,
  oneQuery,
  type Page,
  symbolPath,
  type Ticker,
  type Trade,
  tradesQuery,
} from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';
import type { Market } from '../market-data/market.ts';
import type { MarketData } from '../market-data/market-data.ts';
import { type Behind, behind } from '../reads/behind.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { answering, read } from './answering.ts';
import { tradesPage } from './trades-page.ts';

/** Book, ticker and trades: public, and the same state as the feeds. */
export function marketRoutes(
  app: FastifyInstance,
  marketData: MarketData,
  readModels: ReadModels,
): void {
  app.get(
    '/v1/instruments/:symbol/book',
    answering<Book>(async (request) => {
      const asked = read(request, symbolPath, bookQuery);
      if (!asked.ok) return asked;
      const market = await marketAt(marketData, asked.value);
      if (!market.ok) return market;
      return ok(market.value.book(asked.value.depth ?? DEPTH_LIMIT, marketData.position));
    }),
  );

  app.get(
    '/v1/instruments/:symbol/ticker',
    answering<Ticker>(async (request) => {
      const asked = read(request, symbolPath, oneQuery);
      if (!asked.ok) return asked;
      const market = await marketAt(marketData, asked.value);
      if (!market.ok) return market;
      return ok(market.value.ticker(marketData.position));
    }),
  );

  app.get(
    '/v1/instruments/:symbol/trades',
    answering<Page<Trade>>(async (request) => {
      const asked = read(request, symbolPath, tradesQuery);
      if (!asked.ok) return asked;
      const market = await marketAt(marketData, asked.value);
      if (!market.ok) return market;
      return tradesPage(market.value, marketData.position, readModels, asked.value);
    }),
  );
}

/** The market, when it reflects what is asked for. */
async function marketAt(
  marketData: MarketData,
  { symbol, minPosition }: { readonly symbol: string; readonly minPosition?: number | undefined },
): Promise<Result<Market, 'SERVICE_UNAVAILABLE' | 'INSTRUMENT_NOT_FOUND' | Behind>> {
  if (!marketData.isCurrent) return failed('SERVICE_UNAVAILABLE');
  if (minPosition !== undefined && !(await marketData.reached(minPosition))) {
    return behind(marketData.position, minPosition);
  }
  const market = marketData.market(symbol);
  return market === undefined ? failed('INSTRUMENT_NOT_FOUND') : ok(market);
}
