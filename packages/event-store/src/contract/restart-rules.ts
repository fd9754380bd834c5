import { notStrictEqual as differs, deepStrictEqual as equal, ok as holds } from 'node:assert';
import { NO_STREAM } from '../log.ts';
import type { Rule } from './harness.ts';
import { fill, readAll, readStream, samples } from './samples.ts';
import { gate, isSettled, quiet, until } from './waiting.ts';
import { numbersOf, witness } from './witness.ts';

export const restartRules: readonly Rule[] = [
  {
    title: 'restart › keeps log id, heads, positions and every event',
    check: async (subject) => {
      const before = subject.log;
      await fill(before, 'a', samples(700), 100);
      await fill(before, 'b', samples(3, 700), 1);
      const [events, head, headOfA] = [
        await readAll(before),
        await before.head(),
        await before.streamHead('a'),
      ];
      for (let round = 0; round < 3; round++) {
        const log = await subject.reopen();
        differs(log, before);
        equal(log.logId, before.logId);
        equal(await readAll(log), events);
        equal(await log.head(), head);
        equal(await log.streamHead('a'), headOfA);
        equal((await readStream(log, 'b')).length, 3);
      }
      holds(before.logId.length > 0, 'a log has an id');
    },
  },
  {
    title: 'restart › goes on where the streams and positions ended',
    check: async (subject) => {
      const first = await fill(subject.log, 'a', samples(3));
      const log = await subject.reopen();
      const second = await log.append('a', 2, samples(2, 3));
      holds(second.ok && second.value.position > first.position, 'positions grow');
      equal(numbersOf(await readStream(log, 'a')), [0, 1, 2, 3, 4]);
      equal(await log.append('a', 2, samples(2, 3)), second);
    },
  },
  {
    title: 'restart › lets a subscriber go on after its checkpoint',
    check: async (subject) => {
      const { position } = await fill(subject.log, 'a', samples(3));
      await fill(subject.log, 'a', samples(2, 3));
      const log = await subject.reopen();
      const seen = witness(log, { after: position });
      await fill(log, 'a', samples(1, 5));
      await until('everything is told', () => seen.events.length === 3);
      equal(numbersOf(seen.events), [3, 4, 5]);
    },
  },
  {
    title: 'restart › of an empty log is an empty log of the same id',
    check: async (subject) => {
      const { logId } = subject.log;
      const log = await subject.reopen();
      equal(log.logId, logId);
      equal(await readAll(log), []);
    },
  },
  {
    title: 'close › makes what was appended durable, and takes nothing more',
    check: async (subject) => {
      const { log } = subject;
      const appended = [0, 1, 2].map((n) => log.append(`s-${n}`, NO_STREAM, samples(1, n)));
      const closed = log.close();
      const refused = await log.append('late', NO_STREAM, samples(1, 9));
      equal(!refused.ok && refused.failure.code, 'UNAVAILABLE');
      await closed;
      await log.close();
      equal(
        (await Promise.all(appended)).every((answer) => answer.ok),
        true,
      );
      equal((await readAll(await subject.reopen())).length, 3);
    },
  },
  {
    title: 'close › ends subscriptions and waits for running handlers',
    check: async ({ log }) => {
      const { opened, open } = gate();
      await fill(log, 'a', samples(1));
      const seen = witness(log, { onEvents: () => opened });
      await until('the handler runs', () => seen.batchSizes.length === 1);
      const closed = log.close();
      equal(await isSettled(closed), false);
      open();
      await closed;
      await quiet();
      equal(numbersOf(seen.events), [0]);
      equal(seen.failures, []);
    },
  },
];
