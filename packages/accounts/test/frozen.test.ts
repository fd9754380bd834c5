import { deepStrictEqual as equal } from 'node:assert';
import { type EventLog, MemoryLog } from '@truetape/event-store';
import { fill, RemoteLogDouble, until } from '@truetape/event-store/contract';
import { describe, it } from 'vitest';
import {
  ANN,
  ask,
  buy,
  event,
  funds,
  MARKET,
  openVenue,
  startAccounts,
  storyOf,
} from './support.ts';

const logs: readonly (readonly [string, () => EventLog])[] = [
  ['a pipelined log', () => new MemoryLog()],
  ['a remote log', () => new RemoteLogDouble(new MemoryLog())],
];

const FROZEN = [
  'AccountOpened',
  'FundsDeposited first',
  'OrderPlaced one',
  'AccountFrozen',
  'OrdersCancelRequested',
];

/** What a market says of an order that the account never placed. */
const foreign = (revision: number) => ({
  ...event('OrderCancelled', {
    accountId: 'ann',
    index: 0,
    last: true,
    orderId: `ann.${revision}`,
    orderNumber: 9,
    quantity: '1',
    reason: 'requested',
  }),
  causation: { stream: ANN, revision: 2 },
});

describe.each(logs)('an account that its market contradicts, on %s', (_, open) => {
  async function frozen() {
    const log = open();
    await openVenue(log);
    const running = await startAccounts(log);
    await ask(running, buy(running, 'one', 10));
    await fill(log, MARKET, [foreign(99), foreign(2)]);
    await until('it is frozen', () => running.told.includes('AccountFrozen'));
    await log.settled();
    return { log, running };
  }

  it('is frozen once, its orders are to be cancelled, and nothing more is settled', async () => {
    const { log, running } = await frozen();
    equal(await storyOf(log, ANN), FROZEN);
    equal(running.failures, []);
  });

  it('decides nothing any more, after a restart neither', async () => {
    const { log, running } = await frozen();
    const denied = { kind: 'denied', denial: { code: 'ACCOUNT_FROZEN' } };
    equal(await ask(running, buy(running, 'two', 1)), denied);
    equal(await ask(running, funds('Deposit', 'more', '1')), denied);
    const again = await startAccounts(log);
    equal(await ask(again, buy(again, 'two', 1)), denied);
    equal(await storyOf(log, ANN), FROZEN);
  });

  it('still knows what was asked before', async () => {
    const { running } = await frozen();
    const answer = await ask(running, buy(running, 'one', 10));
    equal([answer.kind, answer.kind === 'done' && answer.repeated], ['done', true]);
  });
});
