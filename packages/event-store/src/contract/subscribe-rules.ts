import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { START } from '../log.ts';
import type { Rule } from './harness.ts';
import { fill, readAll, sample, samples } from './samples.ts';
import { gate, isSettled, quiet, until } from './waiting.ts';
import { numbersOf, type Witness, witness } from './witness.ts';

export const subscribeRules: readonly Rule[] = [
  {
    title: 'subscribe › gives the past, then the future, none skipped and none twice',
    check: async ({ log }) => {
      await fill(log, 'a', samples(1_500), 500);
      const seen = witness(log);
      for (let round = 0; round < 30; round++)
        await fill(log, 'a', samples(50, 1_500 + round * 50));
      await until('everything is told', () => seen.events.length >= 3_000);
      equal(seen.events, await readAll(log));
      holds(Math.max(...seen.batchSizes) < 3_000, 'batches are bounded');
      equal(seen.failures, []);
    },
  },
  {
    title: 'subscribe › gives what comes after a position',
    check: async ({ log }) => {
      const { position } = await fill(log, 'a', samples(4));
      const seen = witness(log, { after: position - 1 });
      const atHead = witness(log, { after: position });
      await fill(log, 'a', samples(2, 4));
      await until('both have the last', () => atHead.events.length + seen.events.length >= 5);
      equal(numbersOf(seen.events), [3, 4, 5]);
      equal(numbersOf(atHead.events), [4, 5]);
    },
  },
  {
    title: 'subscribe › filters by prefix, past and future',
    check: async ({ log }) => {
      const round = async (first: number) => {
        await fill(log, 'account-1', [sample(first)]);
        await fill(log, 'market-A', [sample(first + 1)]);
        await fill(log, 'venue', [sample(first + 2)]);
        await fill(log, 'accounts', [sample(first + 3)]);
      };
      await round(0);
      const seen = witness(log, { prefixes: ['account-', 'venue'] });
      const none = witness(log, { prefixes: ['clock'] });
      await round(4);
      const head = await log.head();
      await until('both are caught up', () =>
        [seen, none].every((each) => each.caughtUpAt.at(-1) === head),
      );
      equal(numbersOf(seen.events), [0, 2, 4, 6]);
      equal(none.batchSizes, []);
    },
  },
  {
    title: 'subscribe › calls no handler before it has returned',
    check: async ({ log }) => {
      await fill(log, 'a', samples(2));
      const seen = witness(log);
      equal([seen.events.length, seen.caughtUpAt.length], [0, 0]);
      await until('the events are told', () => seen.events.length === 2);
    },
  },
  {
    title: 'subscribe › waits for the promise of a handler before it calls it again',
    check: async ({ log }) => {
      const { opened, open } = gate();
      let running = 0;
      let most = 0;
      const onEvents = async () => {
        running += 1;
        most = Math.max(most, running);
        await opened;
        await quiet();
        running -= 1;
      };
      await fill(log, 'a', samples(1));
      const seen = witness(log, { onEvents });
      await until('the first call', () => seen.batchSizes.length === 1);
      await fill(log, 'a', samples(5, 1), 1);
      await quiet();
      equal(seen.batchSizes.length, 1);
      open();
      await until('everything is told', () => seen.events.length === 6);
      equal(most, 1);
      equal(numbersOf(seen.events), [0, 1, 2, 3, 4, 5]);
    },
  },
  {
    title: 'subscribe › lets a slow subscriber fall far behind, and others not wait for it',
    check: async ({ log }) => {
      const { opened, open } = gate();
      const slow = witness(log, { onEvents: () => opened });
      const quick = witness(log);
      const count = 20_000;
      for (let first = 0; first < count; first += 1_000) {
        await fill(log, 'a', samples(1_000, first));
      }
      const toldAll = ({ events }: Witness) =>
        until(
          'everything is told',
          () => events.length === count,
          () => events.length,
        );
      await toldAll(quick);
      equal(slow.batchSizes.length, 1);
      open();
      await toldAll(slow);
      equal(slow.events, quick.events);
    },
  },
  {
    title: 'subscribe › tells when it has caught up, with the head, after the events',
    check: async ({ log }) => {
      const order: string[] = [];
      const told = witness(log, {
        onEvents: (events) => void order.push(...numbersOf(events).map(String)),
        onCaughtUp: (position) => void order.push(`caught up ${position}`),
      });
      await until('told of the empty log', () => order.length === 1);
      const first = await fill(log, 'a', samples(2));
      await until('told of the first', () => order.includes(`caught up ${first.position}`));
      const second = await fill(log, 'a', samples(1, 2));
      await until('told of the second', () => order.includes(`caught up ${second.position}`));
      const caughtUp = [START, first.position, second.position].map((at) => `caught up ${at}`);
      equal(order, [caughtUp[0], '0', '1', caughtUp[1], '2', caughtUp[2]]);
      equal(told.failures, []);
    },
  },
  {
    title: 'subscribe › tells a failing handler once and nothing more, and leaves others alone',
    check: async ({ log }) => {
      const failure = new Error('handler');
      const throwing = witness(log, {
        onEvents: () => {
          throw failure;
        },
      });
      const rejecting = witness(log, { onEvents: () => Promise.reject(failure) });
      const caughtUp = witness(log, {
        onCaughtUp: () => {
          throw failure;
        },
      });
      const healthy = witness(log);
      await fill(log, 'a', samples(2));
      await fill(log, 'a', samples(2, 2));
      await until('the healthy one has everything', () => healthy.events.length === 4);
      await quiet();
      for (const failed of [throwing, rejecting, caughtUp]) {
        equal(failed.failures, [failure]);
        holds(failed.batchSizes.length <= 1, 'nothing is delivered after a failure');
        await failed.subscription.stop();
      }
      equal(healthy.failures, []);
    },
  },
  {
    title: 'stop › settles when the running handler is done, and none is called again',
    check: async ({ log }) => {
      const { opened, open } = gate();
      await fill(log, 'a', samples(1));
      const seen = witness(log, { onEvents: () => opened });
      await until('the handler runs', () => seen.batchSizes.length === 1);
      const stopped = seen.subscription.stop();
      await fill(log, 'a', samples(3, 1));
      equal(await isSettled(stopped), false);
      open();
      await stopped;
      await fill(log, 'a', samples(3, 4));
      await quiet();
      equal(numbersOf(seen.events), [0]);
      equal(seen.caughtUpAt, []);
      await seen.subscription.stop();
      equal(seen.failures, []);
    },
  },
  {
    title: 'stop › before the first call means that there is none',
    check: async ({ log }) => {
      await fill(log, 'a', samples(1));
      const seen = witness(log);
      await seen.subscription.stop();
      await quiet();
      equal([seen.events.length, seen.caughtUpAt.length], [0, 0]);
    },
  },
  {
    title: 'stop › from inside a handler ends the subscription there',
    check: async ({ log }) => {
      const stopping = witness(log, { onEvents: () => void stopping.subscription.stop() });
      await fill(log, 'a', samples(1));
      await until('the handler has run', () => stopping.batchSizes.length === 1);
      await fill(log, 'a', samples(2, 1));
      await quiet();
      equal(numbersOf(stopping.events), [0]);
      await stopping.subscription.stop();
    },
  },
  {
    title: 'stop › tells of a handler that fails while it is being stopped',
    check: async ({ log }) => {
      const { opened, open } = gate();
      const failure = new Error('handler');
      await fill(log, 'a', samples(1));
      const seen = witness(log, { onEvents: () => opened.then(() => Promise.reject(failure)) });
      await until('the handler runs', () => seen.batchSizes.length === 1);
      const stopped = seen.subscription.stop();
      open();
      await stopped;
      await quiet();
      equal(seen.failures, [failure]);
    },
  },
];
