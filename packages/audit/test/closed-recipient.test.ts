import { ok as holds, match } from 'node:assert';
import { streams } from '@truetape/contracts';
import { MemoryLog, NO_STREAM } from '@truetape/event-store';
import type { NewEvent } from '@truetape/kernel';
import { describe, test } from 'vitest';
import { verifyLog } from '../src/index.ts';

const AT = '2026-11-21T12:00:00.000Z';
const event = (type: string, data: object): NewEvent => ({
  type,
  schemaVersion: 1,
  correlationId: 'test',
  data: { at: AT, ...data },
});
const opened = (accountId: string) => event('AccountOpened', { accountId, ownerGroup: accountId });

/** Ann pays somebody, whose account was closed between her decision and the moment when it was written. */
async function verified(to: string) {
  const log = new MemoryLog();
  const append = (stream: string, ...events: readonly NewEvent[]) =>
    log.append(stream, NO_STREAM, events);
  const money = { amount: '1', asset: 'USD' };
  const closed = { reason: 'gone', receivedAt: AT, status: 'closed' };
  await append(streams.venue, event('AssetListed', { asset: 'USD', scale: 2 }));
  await append(streams.account('bob'), opened('bob'), event('AccountStatusChanged', closed));
  await append(
    streams.account('ann'),
    opened('ann'),
    event('FundsDeposited', { ...money, reference: 'first' }),
    event('TransferSent', { ...money, reference: 'gift', to }),
  );
  return verifyLog(log);
}

describe('a transfer', () => {
  test('may be decided before its decider has read that its recipient is closed', async () => {
    const result = await verified('bob');
    holds(result.ok, result.ok ? '' : result.failure.message);
  });

  test('to an account that was never opened is a difference', async () => {
    const result = await verified('nobody');
    match(result.ok ? '' : result.failure.message, /LEDGER_UNKNOWN_RECIPIENT/);
  });
});
