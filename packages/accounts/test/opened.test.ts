import { deepStrictEqual as equal } from 'node:assert';
import { MemoryLog } from '@truetape/event-store';
import { RemoteLogDouble } from '@truetape/event-store/contract';
import { describe, it } from 'vitest';
import { doubleOf, startAccounts } from './support.ts';

const request = {
  accountId: 'bob',
  command: { type: 'OpenAccount', accountId: 'bob' },
  correlationId: 'test',
  actor: { userId: 'test', requestId: 'test' },
  deadlineMs: Number.MAX_SAFE_INTEGER,
} as const;

describe('an account that is being opened', () => {
  it('is told to others when the log has it, where appends overtake each other', async () => {
    const server = new RemoteLogDouble(new MemoryLog());
    const told: boolean[] = [];
    const log = doubleOf(server, {
      append: (...appended) => {
        told.push(accounts.isOpened('bob'));
        return server.append(...appended);
      },
    });
    const { accounts } = await startAccounts(log);
    await accounts.execute(request);
    equal([...told, accounts.isOpened('bob')], [false, true]);
  });

  it('is told to others at once, where they come behind it', async () => {
    const queue = new MemoryLog();
    const told: boolean[] = [];
    const log = doubleOf(queue, {
      append: (...appended) => {
        told.push(accounts.isOpened('bob'));
        return queue.append(...appended);
      },
    });
    const { accounts } = await startAccounts(log);
    await accounts.execute(request);
    equal([...told, accounts.isOpened('bob')], [true, true]);
  });

  it('is not there before anybody has asked', async () => {
    const { accounts } = await startAccounts(new MemoryLog());
    equal(accounts.isOpened('bob'), false);
  });
});
