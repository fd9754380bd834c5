import { deepStrictEqual as equal } from 'node:assert';
import { NO_STREAM } from '../log.ts';
import type { Rule } from './harness.ts';
import { contentOf, fill, readAll, readStream, sample, samples, withoutPlace } from './samples.ts';
import { quiet, until } from './waiting.ts';
import { witness } from './witness.ts';

/** What is left of the promises of a pipelined log where appends do not take their places when they are called. */
export const unqueuedRules: readonly Rule[] = [
  {
    title:
      'not pipelined › appends that do not wait for each other are taken as they fit, or refused',
    check: async ({ log }) => {
      const answers = await Promise.all(
        [0, 1, 2, 3].map((n) => log.append('a', n - 1, [sample(n)])),
      );
      const taken = answers.filter((answer) => answer.ok).length;
      equal(
        answers.map((answer) => (answer.ok ? answer.value.revision : answer.failure.code)),
        [0, 1, 2, 3].map((n) => (n < taken ? n : 'WRONG_REVISION')),
      );
      equal(withoutPlace(await readStream(log, 'a')), contentOf('a', samples(taken)));
    },
  },
  {
    title: 'not pipelined › who asks for the queued tail misses nothing and sees nothing twice',
    check: async (subject) => {
      const { log } = subject;
      await fill(log, 'a', samples(3), 1);
      const seen = witness(log, { tail: 'queued' });
      subject.hold();
      const appended = log.append('a', 2, samples(2, 3));
      await quiet();
      subject.release();
      await appended;
      await log.append('b', NO_STREAM, samples(1, 5));
      const head = await log.head();
      await until('it is caught up', () => seen.caughtUpAt.at(-1) === head);
      equal(seen.events, await readAll(log));
      equal(seen.failures, []);
    },
  },
];
