import type { HttpClient } from '@truetape/client';
import { PAGE_LIMIT_MAX, type Trade } from '@truetape/contracts';
import { readPages } from './read-pages.ts';

/**
 * Every trade of the market up to `position`, in the order in which they happened: the read side answers 503, and is asked
 * again, until it has got there.
 */
export async function readTradesUpTo(
  http: HttpClient,
  symbol: string,
  position: number,
): Promise<readonly Trade[]> {
  const trades = await readPages('The trades', (cursor) =>
    http.GET('/v1/instruments/{symbol}/trades', {
      params: { path: { symbol }, query: { ...upTo(position), ...cursor } },
    }),
  );
  return [...trades].sort((left, right) => left.tradeNumber - right.tradeNumber);
}

/** Which order took in each trade of the market, by trade number, among the fills of one account. */
export async function readTakers(
  http: HttpClient,
  symbol: string,
  position: number,
): Promise<readonly (readonly [tradeNumber: number, orderId: string])[]> {
  const fills = await readPages('The fills', (cursor) =>
    http.GET('/v1/fills', { params: { query: { symbol, ...upTo(position), ...cursor } } }),
  );
  return fills
    .filter((fill) => fill.liquidity === 'taker')
    .map((fill) => [fill.tradeNumber, fill.orderId]);
}

const upTo = (position: number) => ({ limit: PAGE_LIMIT_MAX, minPosition: position });
