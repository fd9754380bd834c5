import { deepStrictEqual as equal, ok as holds, rejects } from 'node:assert';
import { failed } from '@truetape/kernel';
import { NO_STREAM } from '../log.ts';
import type { Rule } from './harness.ts';
import { contentOf, fill, readAll, readStream, samples, withoutPlace } from './samples.ts';
import { isSettled, quiet, until } from './waiting.ts';
import { numbersOf, witness } from './witness.ts';

/** What holds while the disk is slow or broken, whether or not a log gives places when it is called. */
export const durableRules: readonly Rule[] = [
  {
    title: 'durable › an append, its repeat and a refusal are answered when it is on disk',
    check: async (subject) => {
      const { log } = subject;
      subject.hold();
      const appended = log.append('a', NO_STREAM, samples(1));
      equal(await isSettled(appended), false);
      const repeated = log.append('a', NO_STREAM, samples(1));
      const refused = log.append('a', NO_STREAM, samples(1, 9));
      for (const answer of [repeated, refused]) equal(await isSettled(answer), false);
      subject.release();
      equal(await refused, failed({ code: 'WRONG_REVISION', actual: 0 }));
      equal(await appended, await repeated);
      equal((await appended).ok, true);
    },
  },
  {
    title: 'durable › what is not on disk is read by nobody',
    check: async (subject) => {
      const { log } = subject;
      const { position, hash } = await fill(log, 'a', samples(1));
      const onDisk = witness(log);
      subject.hold();
      const appended = [
        log.append('a', 0, samples(2, 1)),
        log.append('b', NO_STREAM, samples(1, 3)),
      ];
      await quiet();
      equal(numbersOf(onDisk.events), [0]);
      equal(numbersOf(await readAll(log)), [0]);
      equal(numbersOf(await readStream(log, 'a')), [0]);
      equal(await readStream(log, 'b'), []);
      equal(await log.head(), position);
      equal(await log.streamHead('a'), { revision: 0, hash });
      equal(await log.streamHead('b'), undefined);
      subject.release();
      await Promise.all(appended);
      await until('the disk has it', () => onDisk.events.length === 4);
      equal(onDisk.events, await readAll(log));
    },
  },
  {
    title: 'settled › waits for what was appended before, in any stream',
    check: async (subject) => {
      const { log } = subject;
      await log.settled();
      subject.hold();
      const appended = log.append('a', NO_STREAM, samples(1));
      const settled = log.settled();
      equal(await isSettled(settled), false);
      subject.release();
      await settled;
      equal((await readStream(log, 'a')).length, 1);
      equal((await appended).ok, true);
    },
  },
  {
    title: 'failure › is told to whom it concerns: nothing rests on a log that has failed',
    check: async (subject) => {
      const { log } = subject;
      await fill(log, 'a', samples(1));
      const durable = witness(log);
      subject.hold();
      const inFlight = log.append('a', 0, samples(1, 1));
      await quiet();
      const settled = rejects(log.settled());
      subject.fail();
      const lost = await inFlight;
      equal(!lost.ok && lost.failure.code, 'UNKNOWN_OUTCOME');
      await settled;
      const later = await log.append('b', NO_STREAM, samples(1, 2));
      equal(!later.ok && later.failure.code, 'UNAVAILABLE');
      await quiet();
      equal(numbersOf(durable.events), [0]);
      holds((await readAll(log)).length === 1, 'nothing else is stored');
    },
  },
  {
    title: 'failure › leaves a log that opens again and answers the identical batch',
    check: async (subject) => {
      await fill(subject.log, 'a', samples(2));
      subject.hold();
      const lost = subject.log.append('a', 1, samples(1, 2));
      await quiet();
      subject.fail();
      equal((await lost).ok, false);
      const log = await subject.reopen();
      equal((await log.append('a', 1, samples(1, 2))).ok, true);
      equal(withoutPlace(await readAll(log)), contentOf('a', samples(3)));
    },
  },
];
