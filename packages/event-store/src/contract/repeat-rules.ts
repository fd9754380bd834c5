import { deepStrictEqual as equal } from 'node:assert';
import { failed, ok } from '@truetape/kernel';
import { NO_STREAM } from '../log.ts';
import type { Rule } from './harness.ts';
import { contentOf, fill, readAll, readStream, sample, samples, withoutPlace } from './samples.ts';

export const repeatRules: readonly Rule[] = [
  {
    title: 'repeat › gives the first answer and stores nothing',
    check: async ({ log }) => {
      const first = await log.append('a', NO_STREAM, samples(2));
      const second = await log.append('a', 1, samples(3, 2));
      await fill(log, 'b', samples(1));
      equal(await log.append('a', NO_STREAM, samples(2)), first);
      equal(await log.append('a', 1, samples(3, 2)), second);
      equal((await readAll(log)).length, 6);
    },
  },
  {
    title: 'repeat › gives the first answer after a restart, for ever',
    check: async (subject) => {
      const first = await subject.log.append('a', NO_STREAM, samples(2));
      await fill(subject.log, 'a', samples(100, 2), 10);
      const log = await subject.reopen();
      equal(await log.append('a', NO_STREAM, samples(2)), first);
      equal(await log.append('a', NO_STREAM, samples(2)), first);
      equal((await readAll(log)).length, 102);
    },
  },
  {
    title: 'repeat › at the same time as the first gives one answer to both',
    check: async ({ log }) => {
      const [first, second] = await Promise.all([
        log.append('a', NO_STREAM, samples(2)),
        log.append('a', NO_STREAM, samples(2)),
      ]);
      equal(first, second);
      equal(first?.ok, true);
      equal(withoutPlace(await readAll(log)), contentOf('a', samples(2)));
    },
  },
  {
    title: 'repeat › grouped otherwise is known by its content',
    check: async ({ log }) => {
      await fill(log, 'a', samples(4), 2);
      const [, second, third] = await readStream(log, 'a');
      const { revision, hash, position } = third ?? {};
      const hashes = [second?.hash, hash];
      equal(await log.append('a', 0, samples(2, 1)), ok({ revision, hash, position, hashes }));
    },
  },
  {
    title: 'repeat › with other content at any place is a wrong revision',
    check: async ({ log }) => {
      await fill(log, 'a', samples(3));
      const wrong = failed({ code: 'WRONG_REVISION', actual: 2 });
      equal(await log.append('a', NO_STREAM, [sample(9), sample(1), sample(2)]), wrong);
      equal(await log.append('a', NO_STREAM, [sample(0), sample(9), sample(2)]), wrong);
      equal(await log.append('a', NO_STREAM, [sample(0), sample(1), sample(9)]), wrong);
      const otherActor = { ...sample(2), actor: { userId: 'u', requestId: 'r' } };
      equal(await log.append('a', 1, [otherActor]), wrong);
    },
  },
  {
    title: 'repeat › that goes on beyond the head is a wrong revision',
    check: async ({ log }) => {
      await fill(log, 'a', samples(2));
      const wrong = failed({ code: 'WRONG_REVISION', actual: 1 });
      equal(await log.append('a', NO_STREAM, samples(3)), wrong);
      equal(await log.append('a', 0, samples(2, 1)), wrong);
      equal((await readAll(log)).length, 2);
    },
  },
  {
    title: 'repeat › is not the same content at another revision, nor in another stream',
    check: async ({ log }) => {
      await fill(log, 'a', [sample(1), sample(1), sample(1)], 1);
      await fill(log, 'b', [sample(1)]);
      equal((await readStream(log, 'a')).length, 3);
      equal((await readAll(log)).length, 4);
    },
  },
];
