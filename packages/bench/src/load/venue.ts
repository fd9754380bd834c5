import { setTimeout as sleep } from 'node:timers/promises';
import type { Book, Instrument, Page } from '@truetape/contracts';
import { type ApiClient, type ApiRequest, connectApi } from '../client/api-client.ts';
import { expectSuccess, isSuccess, problemCode } from '../client/expect.ts';
import type { Keys, TraderKey } from '../client/keys.ts';
import { patientClient } from '../client/patient-client.ts';
import {
  BASE_SCALE,
  DEEP_ASK_TICKS,
  DEEP_BID_TICKS,
  DEEP_LOTS,
  limitOrder,
  MARKETS,
  marketTerms,
  QUOTE_SCALE,
} from './workload/market.ts';

/** Accounts of the workload; two more hold the deep orders. */
export const ACCOUNTS = 50;
export const TRADERS = ACCOUNTS + 2;

export interface LoadVenue {
  /** Cancels everything, waits until the books are empty, and places the deep orders anew. */
  readonly reset: (phase: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const FUNDS = { base: '10000000', quote: '1000000000' } as const;
const PATIENCE_MS = 30_000;
const EMPTY_MS = 60_000;

/** Lists the markets and funds every account, through the operator's part of the public API. */
export async function openLoadVenue(url: string, keys: Keys): Promise<LoadVenue> {
  const operator = patientClient(connectApi(url, keys.operator.token), { patienceMs: PATIENCE_MS });
  const traders = keys.traders.slice(0, TRADERS);
  const bases = MARKETS.map((symbol) => symbol.split('-')[0] ?? '');
  const post = async (path: string, body: unknown, done?: string) => {
    const request: ApiRequest = { method: 'POST', path, body };
    const reply = await operator.send(request);
    if (!isSuccess(reply) && problemCode(reply) !== done) expectSuccess(request, reply);
  };
  for (const asset of bases) await post('/v1/assets', { asset, scale: BASE_SCALE });
  await post('/v1/assets', { asset: 'CASH', scale: QUOTE_SCALE });
  for (const symbol of MARKETS) await post('/v1/instruments', marketTerms(symbol));
  for (const { accountId } of traders) {
    // The service has opened the accounts of its keys already, unless it leaves that to the operator.
    await post('/v1/accounts', { accountId }, 'ACCOUNT_EXISTS');
    for (const asset of [...bases, 'CASH']) {
      const amount = asset === 'CASH' ? FUNDS.quote : FUNDS.base;
      const deposit = { asset, amount, reference: `bench-${asset}` };
      await post(`/v1/accounts/${accountId}/deposits`, deposit);
    }
  }
  await untilOpen(operator);
  const clients = traders.map(({ token }) =>
    patientClient(connectApi(url, token), { patienceMs: PATIENCE_MS }),
  );
  return {
    reset: (phase) => reset(operator, clients, traders, phase),
    close: async () => {
      await Promise.all([operator, ...clients].map((client) => client.close()));
    },
  };
}

async function reset(
  operator: ApiClient,
  clients: readonly ApiClient[],
  traders: readonly TraderKey[],
  phase: string,
): Promise<void> {
  for (const [at, client] of clients.entries()) {
    const request: ApiRequest = {
      method: 'DELETE',
      path: '/v1/orders',
      headers: { 'idempotency-key': `bench-${phase}-${traders[at]?.accountId}` },
    };
    expectSuccess(request, await client.send(request));
  }
  for (const symbol of MARKETS) await untilEmpty(operator, symbol);
  const [bidder, asker] = clients.slice(ACCOUNTS);
  for (const symbol of MARKETS) {
    for (const [client, side, priceTicks] of [
      [bidder, 'buy', DEEP_BID_TICKS],
      [asker, 'sell', DEEP_ASK_TICKS],
    ] as const) {
      const clientOrderId = `${phase}-deep-${symbol}`;
      const order = { clientOrderId, symbol, side, priceTicks, quantityLots: DEEP_LOTS };
      const request: ApiRequest = {
        method: 'POST',
        path: '/v1/orders',
        body: limitOrder(order),
        headers: { prefer: 'wait=5' },
      };
      if (client !== undefined) expectSuccess(request, await client.send(request));
    }
  }
}

async function untilEmpty(client: ApiClient, symbol: string): Promise<void> {
  const request: ApiRequest = { method: 'GET', path: `/v1/instruments/${symbol}/book?depth=1` };
  for (let waitedMs = 0; waitedMs < EMPTY_MS; waitedMs += 50) {
    const book = expectSuccess<Book>(request, await client.send(request));
    if (book.bids.length === 0 && book.asks.length === 0) return;
    await sleep(50);
  }
  throw new Error(`The book of ${symbol} did not get empty between two phases.`);
}

async function untilOpen(client: ApiClient): Promise<void> {
  const request: ApiRequest = { method: 'GET', path: '/v1/instruments' };
  for (let waitedMs = 0; waitedMs < EMPTY_MS; waitedMs += 50) {
    const page = expectSuccess<Page<Instrument>>(request, await client.send(request));
    const open = page.items.filter(({ state }) => state === 'open').map(({ symbol }) => symbol);
    if (MARKETS.every((symbol) => open.includes(symbol))) return;
    await sleep(50);
  }
  throw new Error('The markets of the workload did not open.');
}
