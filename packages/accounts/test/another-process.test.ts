import { deepStrictEqual as equal } from 'node:assert';
import { epochMs, lots, minor, ticks } from '@truetape/domain';
import { type EventLog, MemoryLog } from '@truetape/event-store';
import { RemoteLogDouble } from '@truetape/event-store/contract';
import { describe, it } from 'vitest';
import type { Request } from '../src/index.ts';
import {
  ANN,
  appendAsOther,
  ask,
  buy,
  doubleOf,
  event,
  openVenue,
  SYMBOL,
  startAccounts,
  storyOf,
} from './support.ts';

const by = { correlationId: 'test', actor: { userId: 'test', requestId: 'test' } };
const deadlineMs = Number.MAX_SAFE_INTEGER;

/** Two processes on one log, of which the late one hears of nothing that happens from now on. */
async function twoProcesses() {
  const log = new RemoteLogDouble(new MemoryLog());
  await openVenue(log);
  let isLate = false;
  const never = new Promise<never>(() => undefined);
  const subscribeAll: EventLog['subscribeAll'] = (options) =>
    log.subscribeAll({
      ...options,
      onEvents: (events) => (isLate ? never : options.onEvents(events)),
    });
  const late = await startAccounts(doubleOf(log, { subscribeAll }));
  isLate = true;
  return { log, late, current: await startAccounts(log) };
}

describe('accounts of a process that has not read what another one wrote', () => {
  it('know an account that the other one has opened', async () => {
    const { log, late } = await twoProcesses();
    await appendAsOther(log, 'account-bob', [
      event('AccountOpened', { accountId: 'bob', ownerGroup: 'bob' }),
    ]);
    const command = {
      type: 'Deposit',
      asset: 'USD',
      amount: minor(5n),
      reference: 'late',
    } as const;
    const answer = await late.accounts.execute({ accountId: 'bob', command, ...by, deadlineMs });
    equal(answer.kind, 'done');
    equal(await storyOf(log, 'account-bob'), ['AccountOpened', 'FundsDeposited late']);
  });

  it('still deny what is asked of an account that nobody has opened', async () => {
    const { late } = await twoProcesses();
    const command = { type: 'CancelOrders', receivedAt: epochMs(1_000) } as const;
    const answer = await late.accounts.execute({ accountId: 'bob', command, ...by, deadlineMs });
    equal(answer, { kind: 'denied', denial: { code: 'ACCOUNT_NOT_FOUND' } });
  });

  it('reckon a replace by the order that is there', async () => {
    const { log, late, current } = await twoProcesses();
    await ask(current, buy(current, 'one', 100));
    const [orderId, receivedAt] = ['ann.2', epochMs(1_000)];
    const reckon = (): Request['command'] => {
      const symbol = late.accounts.viewOrder('ann', orderId)?.symbol;
      const market = symbol === undefined ? undefined : late.accounts.catalogue.markets.get(symbol);
      const terms = { price: ticks(1), quantity: lots(50), market };
      return { type: 'ReplaceOrder', receivedAt, orderId, ...terms };
    };
    const request = { accountId: 'ann', command: reckon(), reckon, ...by, deadlineMs };
    equal((await late.accounts.execute(request)).kind, 'done');
    equal((await storyOf(log, ANN)).slice(2), [
      'OrderPlaced one',
      `OrderReplaceRequested ${orderId}`,
    ]);
    equal(late.accounts.catalogue.markets.has(SYMBOL), true);
  });
});
