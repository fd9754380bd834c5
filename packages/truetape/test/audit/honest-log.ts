import { strictEqual } from 'node:assert';
import { epochMs, lots, minor, type PlaceOrder, type ReplaceOrder, ticks } from '@truetape/domain';
import { MemoryDisk } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import {
  eventsOn,
  execute,
  limitOrder,
  openVenue,
  type Running,
  SYMBOL,
  startOn,
} from '../order-path/support.ts';

const receivedAt = epochMs(1_000);

/**
 * Every event of a small log, as the order path itself writes it: three accounts with deposits and withdrawals, two
 * fills, a cancel, a replace, a market order, a mass cancel, and a restart in between. The same events each time.
 */
export async function honestLog(): Promise<readonly RecordedEvent[]> {
  const disk = new MemoryDisk();
  const first = await startOn(disk, { instance: 'one' });
  await openVenue(first, ['ann', 'bob', 'cat']);
  await ask(first, 'ann', limitOrder(first, 'sell-1', 'sell', 100, 10));
  await ask(first, 'bob', limitOrder(first, 'buy-1', 'buy', 101, 4));
  await ask(first, 'ann', replaced(first, 'ann.3', 102, 8));
  await ask(first, 'bob', limitOrder(first, 'buy-2', 'buy', 90, 2));
  await ask(first, 'bob', { type: 'CancelOrder', receivedAt, orderId: 'bob.5' });
  await stop(first);

  const second = await startOn(disk, { instance: 'two' });
  await ask(second, 'cat', marketOrder(second, 'buy-3', 1));
  await ask(second, 'cat', limitOrder(second, 'buy-4', 'buy', 80, 5));
  await ask(second, 'cat', { type: 'CancelOrders', receivedAt, idempotencyKey: 'all' });
  await ask(second, 'ann', withdrawal('USD', 1_234n, 'w-1'));
  await ask(second, 'ann', withdrawal('BTC', 5n, 'w-2'));
  await stop(second);
  return eventsOn(disk);
}

/** Asks, and waits until everything that comes of it is in the log. */
async function ask(path: Running, accountId: string, command: Parameters<typeof execute>[2]) {
  const answer = await execute(path.accounts, accountId, command);
  strictEqual(answer.kind, 'done', JSON.stringify(answer));
  await path.log.settled();
}

function replaced(path: Running, orderId: string, price: number, quantity: number): ReplaceOrder {
  const market = path.accounts.catalogue.markets.get(SYMBOL);
  const terms = { price: ticks(price), quantity: lots(quantity) };
  return { type: 'ReplaceOrder', receivedAt, orderId, ...terms, market };
}

function marketOrder(path: Running, clientOrderId: string, quantity: number): PlaceOrder {
  const { terms, market, ...order } = limitOrder(path, clientOrderId, 'buy', 1, quantity, 'IOC');
  const { price: _, ...rest } = terms;
  const referencePrice = path.accounts.referencePrice(SYMBOL);
  return {
    ...order,
    terms: { ...rest, type: 'market' },
    market: market && referencePrice && { ...market, referencePrice },
  };
}

const withdrawal = (asset: string, amount: bigint, reference: string) =>
  ({ type: 'Withdraw', asset, amount: minor(amount), reference }) as const;

async function stop({ stop, log }: Running): Promise<void> {
  await stop();
  await log.close();
}
