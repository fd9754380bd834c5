import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { appendForCertain, NO_STREAM } from '@truetape/event-store';
import {
  fill,
  numbersOf,
  readAll,
  sample,
  samples,
  until,
  witness,
} from '@truetape/event-store/contract';
import { describe, it } from 'vitest';
import { DoubleCluster } from '../src/double/index.ts';
import { openEventStoreDbLog } from '../src/index.ts';
import { SHORT, withDouble } from './with-double.ts';

const range = (length: number) => Array.from({ length }, (_, index) => index);

describe('subscriptions', () => {
  it('skip nothing and repeat nothing over 1,000 drops', { timeout: 120_000 }, () =>
    withDouble(
      async (log, double) => {
        const count = 2_000;
        await fill(log, 'a', samples(count), 500);
        double.faults.cutReadsAfter = 2;
        const before = double.calls.read;
        const numbers: number[] = [];
        const seen = log.subscribeAll({
          after: -1,
          onEvents: (events) => void numbers.push(...numbersOf(events)),
          onFailure: (failure) => void numbers.push(Number.NaN, String(failure) as never),
        });
        for (let waited = 0; numbers.length < count && waited < 10_000; waited++) await delay(10);
        equal(numbers, range(count));
        holds(double.calls.read - before >= 1_000, `${double.calls.read - before} subscriptions`);
        await seen.stop();
      },
      { ...SHORT, appendMs: 30_000 },
    ),
  );

  it('are taken up again when they are open and tell nothing', () =>
    withDouble(async (log, double) => {
      await fill(log, 'a', samples(2));
      const seen = witness(log);
      await until('the first are told', () => seen.events.length === 2);
      double.faults.silentSubscriptions = true;
      await fill(log, 'a', samples(2, 2));
      await delay(100);
      equal(numbersOf(seen.events), [0, 1]);
      double.faults.silentSubscriptions = false;
      await until('the rest is told', () => seen.events.length === 4);
    }));

  it('outlast the server', () =>
    withDouble(async (log, double) => {
      const seen = witness(log);
      for (let round = 0; round < 5; round++) {
        await fill(log, 'a', samples(3, round * 3));
        await double.shutDown();
        await double.listen();
      }
      await until('everything is told', () => seen.events.length === 15);
      equal(numbersOf(seen.events), range(15));
    }));
});

describe('an election', () => {
  for (const how of ['dies', 'resigns'] as const) {
    it(`is outlasted when the leader ${how}: one effect each, none skipped`, {
      timeout: 60_000,
    }, async () => {
      const cluster = await DoubleCluster.start();
      const connectionString = `${cluster.connectionString}&discoveryInterval=20`;
      const log = await openEventStoreDbLog({
        connectionString,
        clockMs: Date.now,
        limits: { ...SHORT, appendMs: 3_000, readMs: 20_000 },
      });
      const seen = witness(log);
      await fill(log, 'a', samples(5), 1);
      for (const [round, next] of [1, 2, 0].entries()) {
        await cluster.loseLeader(how);
        setTimeout(() => cluster.elect(next), 150);
        for (let number = 5 + round * 5; number < 10 + round * 5; number++) {
          let answer = await appendForCertain(log, 'a', number - 1, [sample(number)], 5);
          for (let retry = 0; !answer.ok && retry < 100; retry++) {
            await delay(20);
            answer = await appendForCertain(log, 'a', number - 1, [sample(number)], 5);
          }
          equal(answer.ok, true);
        }
        await cluster.revive();
      }
      await until('everything is told', () => seen.events.length === 20);
      equal(numbersOf(seen.events), range(20));
      equal(seen.failures, []);
      equal(cluster.log.stream('truetape.a')?.length, 20);
      equal((await log.append('b', NO_STREAM, samples(1))).ok, true);
      await log.close();
      await cluster.shutDown();
    });
  }
});

describe('connections', () => {
  it('are closed with the read or the subscription that had them', () =>
    withDouble(async (log, double) => {
      await fill(log, 'a', samples(3));
      const before = double.connections;
      for (let round = 0; round < 10; round++) equal((await readAll(log)).length, 3);
      const seen = Array.from({ length: 5 }, () => witness(log));
      await until('all are told', () => seen.every(({ events }) => events.length === 3));
      holds(double.connections >= before + 5, 'each subscription has one of its own');
      for (const { subscription } of seen) await subscription.stop();
      for (let waited = 0; double.connections > before && waited < 300; waited++) await delay(10);
      equal(double.connections, before);
    }));
});
