import type { ApiClient, ApiRequest } from '../client/api-client.ts';
import { expectSuccess } from '../client/expect.ts';
import { limitOrder, MARKETS } from '../load/workload/market.ts';
import type { Streams } from './streams.ts';

/** From when the request is sent, in milliseconds. */
export interface Cancelling {
  /** Until it is answered: it is on disk. */
  readonly answeredMs: number;
  /** Until the last cancel is on disk. */
  readonly cancelledMs: number;
  /** Until the last account has settled its last one: nothing is held any more. */
  readonly settledMs: number;
}

export interface Trader {
  readonly accountId: string;
  readonly client: ApiClient;
}

export interface Measured {
  readonly streams: Streams;
  /** Whose orders they are, each with as many as any other. */
  readonly traders: readonly Trader[];
  readonly orders: number;
  /** Different each time: names the orders. */
  readonly run: string;
  /** Who asks, and for what. */
  readonly asks: ApiClient;
  readonly request: ApiRequest;
  /** Events of each account that the request itself appends. */
  readonly ownEvents: number;
}

const [SYMBOL] = MARKETS;
const MARKET = `market-${SYMBOL}`;
const BATCH = 100;
const PRICES = 200;
const FIRST_TICKS = 5_000;

/** Fills a book, sends what cancels all of it, and waits until nothing of it is left. */
export async function measureCancelling(options: Measured): Promise<Cancelling> {
  const { streams, traders, orders, asks, request, ownEvents } = options;
  await fill(options);
  const last = (await streams.head(MARKET)) + orders + 1;
  const share = orders / traders.length + ownEvents;
  const accounts: (readonly [stream: string, revision: number])[] = [];
  for (const { accountId } of traders) {
    const stream = `account-${accountId}`;
    accounts.push([stream, (await streams.head(stream)) + share]);
  }
  const sentAtMs = performance.now();
  const since = () => Math.round((performance.now() - sentAtMs) * 10) / 10;
  expectSuccess(request, await asks.send(request));
  const answeredMs = since();
  await streams.reached(MARKET, last);
  const cancelledMs = since();
  for (const [stream, revision] of accounts) await streams.reached(stream, revision);
  return { answeredMs, cancelledMs, settledMs: since() };
}

/** The last order is answered by its market: it has all of them then. */
async function fill({ traders, orders, run }: Measured): Promise<void> {
  const share = orders / traders.length;
  for (const { client } of traders) {
    for (let from = 0; from < share; from += BATCH) {
      const size = Math.min(BATCH, share - from);
      const batch = Array.from({ length: size }, (_, at) => orderAt(from + at, run));
      const request: ApiRequest = {
        method: 'POST',
        path: '/v1/orders/batch',
        body: { orders: batch },
      };
      expectSuccess(request, await client.send(request));
    }
  }
  const { clientOrderId } = orderAt(share - 1, run);
  const request: ApiRequest = {
    method: 'POST',
    path: '/v1/orders',
    body: orderAt(share - 1, run),
    headers: { prefer: 'wait=10' },
  };
  const reply = await traders.at(-1)?.client.send(request);
  if (reply?.status !== 201) throw new Error(`${clientOrderId} did not come to rest.`);
}

const orderAt = (at: number, run: string) =>
  limitOrder({
    clientOrderId: `${run}-${at}`,
    symbol: SYMBOL,
    side: 'buy',
    priceTicks: FIRST_TICKS + (at % PRICES),
    quantityLots: 1 + (at % 50),
  });
