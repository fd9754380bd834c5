import { deepStrictEqual as equal } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { checkRule, contractRules, type LogHarness } from '@truetape/event-store/contract';
import { afterAll, describe, it } from 'vitest';
import { openEventStoreDbLog } from '../../src/index.ts';
import { doubleHarness } from '../double-harness.ts';

const connectionString = process.env.EVENTSTORE_URL ?? '';
if (connectionString === '') {
  throw new Error('Set EVENTSTORE_URL to the esdb:// address of a server, then run this again');
}

/** A real server cannot be told to hold or to fail: such rules are shown on the double, in this very run. */
class NeedsControlOfTheDisk extends Error {}

function needsControl(): never {
  throw new NeedsControlOfTheDisk('A real server stores what it is given');
}

/** Each log has streams of its own, so the server may hold anything else. */
const realHarness: LogHarness = {
  pipelined: false,
  open: async () => {
    const namespace = `contract-${randomBytes(6).toString('hex')}`;
    const open = () =>
      openEventStoreDbLog({
        connectionString,
        namespace,
        clockMs: Date.now,
        limits: { readMs: 15_000 },
      });
    let log = await open();
    return {
      get log() {
        return log;
      },
      hold: needsControl,
      release: needsControl,
      fail: needsControl,
      reopen: async () => {
        await log.close();
        log = await open();
        return log;
      },
      dispose: () => log.close(),
    };
  },
};

// Without a server nothing was shown: the file fails here, and the command with it.
await (await realHarness.open()).dispose();

const onServer: string[] = [];
const onDouble: string[] = [];

describe('EventLog contract on the server at EVENTSTORE_URL', () => {
  const rules = contractRules(realHarness);

  for (const rule of rules) {
    it(rule.title, async () => {
      try {
        await checkRule(rule, realHarness);
        onServer.push(rule.title);
      } catch (error) {
        if (!(error instanceof NeedsControlOfTheDisk)) throw error;
        await checkRule(rule, doubleHarness());
        onDouble.push(rule.title);
      }
    });
  }

  it('has run every rule, and on the double only those that hold or fail the disk', () => {
    equal(onServer.length + onDouble.length, rules.length);
    const owners = new Set(onDouble.map((title) => title.split(' ›')[0]));
    equal([...owners].sort(), ['durable', 'failure', 'not pipelined', 'settled']);
  });

  afterAll(() => {
    process.stdout.write(
      `${onServer.length} rules hold on the server. ` +
        `${onDouble.length} need control of the disk and hold on the double:\n` +
        onDouble.map((title) => `  ${title}\n`).join(''),
    );
  });
});
