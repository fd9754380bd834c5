import { deepStrictEqual as equal } from 'node:assert';
import { epochMs, NO_LIMITS } from '@truetape/domain';
import { type EventLog, MemoryLog } from '@truetape/event-store';
import { fill } from '@truetape/event-store/contract';
import { failed } from '@truetape/kernel';
import { describe, it } from 'vitest';
import { ANN, ask, buy, doubleOf, event, openVenue, startAccounts } from './support.ts';

const by = { correlationId: 'test', actor: { userId: 'test', requestId: 'test' } };
const deadlineMs = Number.MAX_SAFE_INTEGER;

const FULL = failed({ code: 'UNAVAILABLE', reason: 'full' } as const);

/** A double: a log on a server that takes nothing of ann for the moment. */
async function logWithoutAnn() {
  const log = new MemoryLog();
  await openVenue(log);
  await fill(log, 'account-bob', [
    event('AccountOpened', { accountId: 'bob', ownerGroup: 'ann' }),
    event('FundsDeposited', { amount: '1000', asset: 'USD', reference: 'first' }),
  ]);
  const append: EventLog['append'] = async (stream, expected, events) =>
    stream === ANN ? FULL : log.append(stream, expected, events);
  return doubleOf(log, { pipelined: false, append });
}

describe('accounts of one owner group', () => {
  it('are not bound by limits that were never appended', async () => {
    const running = await startAccounts(await logWithoutAnn());
    const limits = { ...NO_LIMITS, openOrders: 0 };
    const setting = ask(running, {
      type: 'SetLimits',
      receivedAt: epochMs(1_000),
      scope: 'group',
      limits,
    });
    const command = buy(running, 'one', 5);
    const placing = running.accounts.execute({ accountId: 'bob', command, ...by, deadlineMs });
    equal((await setting).kind, 'failed');
    equal((await placing).kind, 'done');
  });
});
