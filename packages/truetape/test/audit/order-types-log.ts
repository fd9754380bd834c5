import { strictEqual } from 'node:assert';
import { createVenueDesk, type Operated } from '@truetape/command-api';
import { epochMs, lots, minor, type OrderRequest, type OrderTerms, ticks } from '@truetape/domain';
import { MemoryDisk } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { RULESETS } from '@truetape/matcher';
import {
  eventsOn,
  execute,
  openVenue,
  quiet,
  type Running,
  SYMBOL,
  startOn,
} from '../order-path/support.ts';

/**
 * Every event of a small log with what is more than a limit order: an iceberg, a stop that is triggered, a pair, orders
 * of one account that meet, some that expire and one that does not yet, an auction that is due, and a ruleset that is
 * adopted.
 */
export async function orderTypesLog(): Promise<readonly RecordedEvent[]> {
  const disk = new MemoryDisk();
  const time = { nowMs: 1_000 };
  const now = () => epochMs(time.nowMs);
  const path = await startOn(disk, { instance: 'one', now });
  await openVenue(path, ['ann', 'bob', 'cat']);
  const { log } = path;
  const desk = createVenueDesk({
    log,
    catalogue: path.accounts.catalogue,
    now,
    rulesets: RULESETS,
  });
  const by = { correlationId: 'test', actor: { userId: 'test', requestId: 'test' } };
  const operate = async (asked: Promise<Operated>) => {
    strictEqual((await asked).ok, true);
    await quiet(path);
  };
  const place = async (accountId: string, order: Asked) => {
    const { instrument } = marketOf(path);
    const market = { instrument, referencePrice: ticks(100) };
    const request = { type: 'PlaceOrder', receivedAt: now(), ...requestOf(order), market } as const;
    strictEqual((await execute(path.accounts, accountId, request)).kind, 'done');
    await quiet(path);
  };
  const deposit = async (reference: string) => {
    const command = { type: 'Deposit', asset: 'USD', amount: minor(1n), reference } as const;
    strictEqual((await execute(path.accounts, 'ann', command)).kind, 'done');
    await quiet(path);
  };

  await place('cat', { id: 'own-1', side: 'sell', price: ticks(104), quantity: lots(4) });
  await place('cat', {
    id: 'own-2',
    price: ticks(104),
    quantity: lots(2),
    selfTradePrevention: 'decrement',
  });
  await execute(path.accounts, 'cat', { type: 'CancelOrders', receivedAt: now() });
  await quiet(path);
  const shown = { quantity: lots(20), displayQuantity: lots(5) };
  await place('ann', { id: 'iceberg', side: 'sell', price: ticks(105), ...shown });
  await place('cat', { id: 'stop', type: 'stop', stopPrice: ticks(105), quantity: lots(2) });
  await place('bob', { id: 'taker', timeInForce: 'IOC', price: ticks(105), quantity: lots(7) });
  const pair = { side: 'sell', quantity: lots(3) } as const;
  const legs = [
    requestOf({ id: 'high', ...pair, price: ticks(120) }),
    requestOf({ id: 'low', ...pair, type: 'stop', stopPrice: ticks(90) }),
  ] as const;
  const { instrument } = marketOf(path);
  const oco = { type: 'PlaceOco', receivedAt: now(), legs, market: { instrument } } as const;
  strictEqual((await execute(path.accounts, 'bob', oco)).kind, 'done');
  await quiet(path);
  const expiresAt = epochMs(5_000);
  await place('ann', {
    id: 'gtd',
    timeInForce: 'GTD',
    expiresAt,
    price: ticks(80),
    quantity: lots(1),
  });
  // The clock sees what is due when something is said.
  time.nowMs = 6_000;
  await deposit('six');
  await operate(desk.requestState(SYMBOL, { to: 'auction', seconds: 10 }, by));
  await place('cat', { id: 'crossing', price: ticks(130), quantity: lots(1) });
  time.nowMs = 16_500;
  await deposit('sixteen');
  await operate(desk.adoptRuleset(Math.max(...RULESETS), by));
  for (const dueAt of [20_000, 20_400]) {
    const ending = { timeInForce: 'GTD', expiresAt: epochMs(dueAt), price: ticks(80) } as const;
    await place('cat', { id: `due-${dueAt}`, ...ending, quantity: lots(1) });
  }
  time.nowMs = 20_000;
  await deposit('twenty');
  await operate(desk.requestState(SYMBOL, { to: 'halted' }, by));
  await path.stop();
  await log.close();
  return eventsOn(disk);
}

type Asked = Partial<OrderTerms> & { readonly id: string };

/** An order to buy, good till cancelled, unless it says something else. */
function requestOf({ id, ...terms }: Asked): OrderRequest {
  return {
    clientOrderId: id,
    terms: {
      symbol: SYMBOL,
      side: 'buy',
      type: 'limit',
      timeInForce: 'GTC',
      postOnly: false,
      selfTradePrevention: 'none',
      ...terms,
    },
  };
}

function marketOf({ accounts }: Running) {
  const market = accounts.catalogue.markets.get(SYMBOL);
  if (market === undefined) throw new Error(`${SYMBOL} is not listed`);
  return market;
}
