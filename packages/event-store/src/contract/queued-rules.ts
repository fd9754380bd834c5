import { deepStrictEqual as equal, ok as holds, rejects } from 'node:assert';
import { failed, type NewEvent, type RecordedEvent } from '@truetape/kernel';
import { type Appended, type EventLog, NO_STREAM, START } from '../log.ts';
import type { Rule } from './harness.ts';
import { contentOf, fill, readAll, readStream, sample, samples, withoutPlace } from './samples.ts';
import { isSettled, quiet, until } from './waiting.ts';
import { numbersOf, witness } from './witness.ts';

/** What only a log can promise that gives appends their places in the order in which they are called. */
export const queuedRules: readonly Rule[] = [
  {
    title: 'pipelined › appends to one stream need not wait for each other',
    check: async ({ log }) => {
      const answers = await Promise.all(
        [0, 1, 2, 3].map((n) => log.append('a', n - 1, [sample(n)])),
      );
      equal(
        answers.map((answer) => answer.ok && answer.value.revision),
        [0, 1, 2, 3],
      );
      equal(withoutPlace(await readStream(log, 'a')), contentOf('a', samples(4)));
    },
  },
  {
    title: 'pipelined › an append is answered when it is on disk, not before',
    check: async (subject) => {
      const { log } = subject;
      subject.hold();
      const appended = log.append('a', NO_STREAM, samples(1));
      const repeated = log.append('a', NO_STREAM, samples(1));
      const refused = log.append('a', NO_STREAM, samples(1, 9));
      for (const answer of [appended, repeated, refused]) equal(await isSettled(answer), false);
      subject.release();
      equal(await refused, failed({ code: 'WRONG_REVISION', actual: 0 }));
      equal(await appended, await repeated);
      equal((await appended).ok, true);
    },
  },
  {
    title: 'queued › is told before the disk has it; nobody else sees it before',
    check: async (subject) => {
      const { log } = subject;
      const durable = await fill(log, 'a', samples(1));
      const queued = witness(log, { tail: 'queued' });
      const onDisk = witness(log);
      subject.hold();
      void log.append('a', 0, samples(2, 1));
      void log.append('b', NO_STREAM, samples(1, 3));
      await until('the queued tail is told', () => queued.events.length === 4);
      await quiet();
      equal(numbersOf(onDisk.events), [0]);
      equal(numbersOf(await readAll(log)), [0]);
      equal(numbersOf(await readStream(log, 'a')), [0]);
      equal(numbersOf(await readStream(log, 'a', { backwards: true })), [0]);
      equal(await readStream(log, 'b'), []);
      equal(await log.head(), durable.position);
      equal(await log.streamHead('a'), { revision: 0, hash: durable.hash });
      equal(await log.streamHead('b'), undefined);
      subject.release();
      await until('the disk has it', () => onDisk.events.length === 4);
      equal(onDisk.events, queued.events);
      equal(await readAll(log), queued.events);
    },
  },
  {
    title: 'queued › is caught up with what is queued, durable with what is on disk',
    check: async (subject) => {
      const { log } = subject;
      const { position } = await fill(log, 'a', samples(1));
      const queued = witness(log, { tail: 'queued' });
      const onDisk = witness(log);
      subject.hold();
      void log.append('a', 0, samples(1, 1));
      await until('the queued tail is told', () => queued.events.length === 2);
      await quiet();
      holds((queued.caughtUpAt.at(-1) as number) > position, 'caught up beyond the disk');
      equal(onDisk.caughtUpAt.at(-1), position);
      subject.release();
    },
  },
  {
    title: 'queued › and durable subscribers get the very objects that were appended',
    check: async (subject) => {
      const { log } = subject;
      const events = samples(3);
      const queued = witness(log, { tail: 'queued' });
      const onDisk = witness(log);
      await fill(log, 'a', events, 1);
      await until('both have everything', () => onDisk.events.length + queued.events.length === 6);
      for (const seen of [queued, onDisk]) {
        holds(seen.events.every((event, index) => event.data === events[index]?.data));
      }
      holds(queued.events.every((event, index) => event === onDisk.events[index]));
    },
  },
  {
    title: 'queued › handlers append in turn, without recursion and in position order',
    check: async (subject) => {
      const { log } = subject;
      subject.hold();
      const chain = answerInTurn(log, 40);
      const durable = witness(log);
      let isAppending = true;
      const atOnce = witness(log, {
        tail: 'queued',
        onEvents: () => holds(!isAppending, 'no handler runs inside append'),
      });
      void log.append('a', NO_STREAM, [sample(0)]);
      isAppending = false;
      await until('the chain has ended', () => atOnce.events.length === 40);
      equal(numbersOf(atOnce.events), numbersOf(chain.events));
      equal(chain.deepest, 1);
      equal(chain.failures, []);
      equal(durable.events, []);
      subject.release();
      await until('the disk has it', () => durable.events.length === 40);
      equal(
        numbersOf(durable.events),
        Array.from({ length: 40 }, (_, number) => number),
      );
      equal(durable.events, atOnce.events);
    },
  },
  {
    title: 'queued › a chain of appends shares one commit: all of it is on disk with its first',
    check: async (subject) => {
      const { log } = subject;
      const chain = answerInTurn(log, 40);
      await until('the chain is ready', () => chain.isReady());
      await log.append('a', NO_STREAM, [sample(0)]);
      equal(chain.events.length, 40);
      equal((await readAll(log)).length, 40);
    },
  },
  {
    title: 'queued › a long tail is handed over in parts: other work goes in between',
    check: async ({ log }) => {
      const count = 6_000;
      let between: number | undefined;
      const queued = witness(log, {
        tail: 'queued',
        onEvents: () => {
          between ??= 0;
          if (between === 0) setImmediate(() => (between ||= queued.events.length));
        },
      });
      await until('it is caught up', () => queued.caughtUpAt.length > 0);
      await fillAtOnce(log, samples(count));
      await until('it has everything', () => queued.events.length === count);
      equal(
        numbersOf(queued.events),
        samples(count).map((_, number) => number),
      );
      holds(between !== undefined && between > 0 && between < count, `other work at ${between}`);
    },
  },
  {
    title: 'settled › waits for everything queued so far, in any stream',
    check: async (subject) => {
      const { log } = subject;
      await log.settled();
      subject.hold();
      void log.append('a', NO_STREAM, samples(1));
      const settled = log.settled();
      void log.append('b', NO_STREAM, samples(1, 1));
      equal(await isSettled(settled), false);
      subject.release();
      await settled;
      holds((await readStream(log, 'a')).length === 1, 'what was queued is readable');
      await log.settled();
      equal((await readAll(log)).length, 2);
    },
  },
  {
    title: 'failure › tells which appends may be stored and which are certainly not',
    check: async (subject) => {
      const { log } = subject;
      await fill(log, 'a', samples(1));
      const durable = witness(log);
      subject.hold();
      const inFlight = log.append('a', 0, samples(1, 1));
      await quiet();
      const behind = log.append('b', NO_STREAM, samples(1, 2));
      const repeated = log.append('a', 0, samples(1, 1));
      const refused = log.append('a', 0, samples(1, 9));
      const settled = rejects(log.settled());
      subject.fail();
      equal(codeOf(await inFlight), 'UNKNOWN_OUTCOME');
      equal(codeOf(await repeated), 'UNKNOWN_OUTCOME');
      equal(codeOf(await behind), 'UNAVAILABLE');
      equal(codeOf(await refused), 'UNAVAILABLE');
      await settled;
      equal(codeOf(await log.append('c', NO_STREAM, samples(1, 3))), 'UNAVAILABLE');
      equal(codeOf(await log.append('a', 0, samples(1, 1))), 'UNKNOWN_OUTCOME');
      await quiet();
      equal(numbersOf(durable.events), [0]);
      equal(numbersOf(await readAll(log)), [0]);
    },
  },
  {
    title: 'queue › is bounded: beyond it an append is refused, later it is taken',
    check: async (subject) => {
      const { log } = subject;
      subject.hold();
      const large = 'x'.repeat(1_000_000);
      const answers: Promise<{ readonly ok: boolean }>[] = [];
      let refused = '';
      let revision = NO_STREAM;
      for (; revision < 200 && refused === ''; revision++) {
        const answer = log.append('a', revision, [sample(revision, large)]);
        const first = await Promise.race([answer, Promise.resolve(undefined)]);
        if (first === undefined) answers.push(answer);
        else refused = codeOf(first);
      }
      equal(refused, 'UNAVAILABLE');
      subject.release();
      holds(
        (await Promise.all(answers)).every((answer) => answer.ok),
        'what was taken is stored',
      );
      equal(await log.head(), answers.length + START);
      await fill(log, 'a', [sample(0)]);
    },
  },
];

/** Appends to one stream, none of which waits for another. */
async function fillAtOnce(log: EventLog, events: readonly NewEvent[]): Promise<void> {
  const answers: Promise<{ readonly ok: boolean }>[] = [];
  for (let from = 0; from < events.length; from += 1_000) {
    answers.push(log.append('a', from - 1, events.slice(from, from + 1_000)));
  }
  for (const answer of await Promise.all(answers)) equal(answer.ok, true);
}

function codeOf(
  answer:
    | { readonly ok: true; readonly value: Appended }
    | { readonly ok: false; readonly failure: { readonly code: string } },
): string {
  return answer.ok ? 'ok' : answer.failure.code;
}

interface Chain {
  readonly events: RecordedEvent[];
  readonly failures: unknown[];
  /** How many handlers were ever running inside each other. */
  readonly deepest: number;
  readonly isReady: () => boolean;
}

/** Two subscribers that answer each other's events until there are `length`, as matcher and accounts do. */
function answerInTurn(log: EventLog, length: number): Chain {
  let running = 0;
  const chain = { deepest: 0 };
  const answering = (own: string, others: string, ownParity: number) => {
    const seen = witness(log, {
      tail: 'queued',
      prefixes: [others],
      onEvents: (events) => {
        running += 1;
        chain.deepest = Math.max(chain.deepest, running);
        for (const number of numbersOf(events)) {
          if (number + 1 >= length) continue;
          void log.append(own, Math.floor((number + 1 - ownParity) / 2) - 1, [sample(number + 1)]);
        }
        running -= 1;
      },
    });
    return seen;
  };
  const all = witness(log, { tail: 'queued' });
  const matcher = answering('b', 'a', 1);
  const accounts = answering('a', 'b', 0);
  const parts = [all, matcher, accounts];
  return {
    events: all.events,
    get failures() {
      return parts.flatMap((part) => part.failures);
    },
    get deepest() {
      return chain.deepest;
    },
    isReady: () => parts.every((part) => part.caughtUpAt.length > 0),
  };
}
