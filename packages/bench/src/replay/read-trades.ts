import { setTimeout as sleep } from 'node:timers/promises';
import type { Fill, Page, Trade } from '@truetape/contracts';
import type { ApiClient, ApiRequest } from '../client/api-client.ts';
import { expectSuccess } from '../client/expect.ts';

const CAUGHT_UP_MS = 30_000;

/** Every trade of the market up to `position`, in the order in which they happened. */
export async function readTradesUpTo(
  client: ApiClient,
  symbol: string,
  position: number,
): Promise<readonly Trade[]> {
  const path = `/v1/instruments/${symbol}/trades`;
  await untilReached(client, path, position);
  const trades = await readPages<Trade>(client, path);
  return [...trades].sort((left, right) => left.tradeNumber - right.tradeNumber);
}

/** Which order took in each trade of the market, by trade number, among the fills of one account. */
export async function readTakers(
  client: ApiClient,
  symbol: string,
  position: number,
): Promise<readonly (readonly [tradeNumber: number, orderId: string])[]> {
  const path = `/v1/fills?symbol=${symbol}`;
  await untilReached(client, path, position);
  const fills = await readPages<Fill>(client, path);
  return fills
    .filter((fill) => fill.symbol === symbol && fill.liquidity === 'taker')
    .map((fill) => [fill.tradeNumber, fill.orderId]);
}

async function readPages<Item>(client: ApiClient, path: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page<Item> = await readPage(client, path, cursor);
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

async function readPage<Item>(client: ApiClient, path: string, cursor: string) {
  const joint = path.includes('?') ? '&' : '?';
  const query = cursor === '' ? '' : `${joint}cursor=${encodeURIComponent(cursor)}`;
  const request: ApiRequest = { method: 'GET', path: `${path}${query}` };
  return expectSuccess<Page<Item>>(request, await client.send(request));
}

async function untilReached(client: ApiClient, path: string, position: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < CAUGHT_UP_MS; waitedMs += 50) {
    if ((await readPage<unknown>(client, path, '')).position >= position) return;
    await sleep(50);
  }
  throw new Error(`${path} did not reach position ${position} within ${CAUGHT_UP_MS / 1000} s.`);
}
