import { type Fill, PAGE_LIMIT_MAX, type Page, type Trade } from '@truetape/contracts';
import type { ApiClient, ApiRequest } from '../client/api-client.ts';
import { expectSuccess } from '../client/expect.ts';

/** Every trade of the market up to `position`, in the order in which they happened. */
export async function readTradesUpTo(
  client: ApiClient,
  symbol: string,
  position: number,
): Promise<readonly Trade[]> {
  const trades = await readPages<Trade>(client, `/v1/instruments/${symbol}/trades`, { position });
  return [...trades].sort((left, right) => left.tradeNumber - right.tradeNumber);
}

/** Which order took in each trade of the market, by trade number, among the fills of one account. */
export async function readTakers(
  client: ApiClient,
  symbol: string,
  position: number,
): Promise<readonly (readonly [tradeNumber: number, orderId: string])[]> {
  const fills = await readPages<Fill>(client, '/v1/fills', { position, symbol });
  return fills
    .filter((fill) => fill.liquidity === 'taker')
    .map((fill) => [fill.tradeNumber, fill.orderId]);
}

/** A whole list that reflects at least `position`: the read side answers 503, and is asked again, until it does. */
async function readPages<Item>(
  client: ApiClient,
  path: string,
  { position, symbol }: { readonly position: number; readonly symbol?: string },
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const query = new URLSearchParams({ limit: `${PAGE_LIMIT_MAX}`, minPosition: `${position}` });
  if (symbol !== undefined) query.set('symbol', symbol);
  for (;;) {
    const request: ApiRequest = { method: 'GET', path: `${path}?${query}` };
    const page = expectSuccess<Page<Item>>(request, await client.send(request));
    items.push(...page.items);
    if (page.next === null) return items;
    query.set('cursor', page.next);
  }
}
