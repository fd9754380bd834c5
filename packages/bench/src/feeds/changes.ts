import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient, ApiRequest } from '../client/api-client.ts';
import { isSuccess } from '../client/expect.ts';
import { limitOrder, type MARKETS } from '../load/workload/market.ts';

export interface Changes {
  readonly traders: readonly ApiClient[];
  readonly symbol: (typeof MARKETS)[number];
  readonly perSecond: number;
  readonly durationMs: number;
  /** Different each time: names the orders. */
  readonly run: string;
}

/** Orders of one request. */
const BATCH = 20;
/** So many prices on each side are changed, all of them among the levels that clients see. */
const PRICES = 40;
const BEST_BID_TICKS = 9_998;
const BEST_ASK_TICKS = 10_002;

/**
 * Places orders at a fixed rate, whatever the service does: each comes to rest and changes one level of the book.
 * @returns how many were taken
 */
export async function makeChanges(changes: Changes): Promise<number> {
  const { traders, perSecond, durationMs } = changes;
  const batches = Math.round((perSecond * durationMs) / 1_000 / BATCH);
  const startMs = performance.now();
  const answers: Promise<number>[] = [];
  for (let at = 0; at < batches; at += 1) {
    const waitMs = startMs + (at * BATCH * 1_000) / perSecond - performance.now();
    if (waitMs > 1) await sleep(waitMs);
    const trader = traders[at % traders.length];
    if (trader !== undefined) answers.push(send(trader, batchOf(changes, at)));
  }
  return (await Promise.all(answers)).reduce((sum, taken) => sum + taken, 0);
}

async function send(trader: ApiClient, request: ApiRequest): Promise<number> {
  const reply = await trader.send(request);
  if (!isSuccess(reply)) return 0;
  const { results } = reply.body as { readonly results: readonly { readonly status: number }[] };
  return results.filter(({ status }) => status === 201).length;
}

function batchOf({ symbol, run }: Changes, batch: number): ApiRequest {
  const orders = Array.from({ length: BATCH }, (_, index) => {
    const at = batch * BATCH + index;
    const side = at % 2 === 0 ? 'buy' : 'sell';
    const away = Math.floor(at / 2) % PRICES;
    return limitOrder({
      clientOrderId: `${run}-${at}`,
      symbol,
      side,
      priceTicks: side === 'buy' ? BEST_BID_TICKS - away : BEST_ASK_TICKS + away,
      quantityLots: 1 + (at % 50),
    });
  });
  return { method: 'POST', path: '/v1/orders/batch', body: { orders } };
}
