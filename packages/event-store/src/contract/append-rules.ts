import { deepStrictEqual as equal, ok as holds, rejects } from 'node:assert';
import { canonicalForm } from '@truetape/codec';
import { failed, InvariantError, type NewEvent, type RecordedEvent } from '@truetape/kernel';
import { APPEND_LIMIT_BYTES, NO_STREAM, START } from '../log.ts';
import type { Rule } from './harness.ts';
import { contentOf, fill, readAll, readStream, sample, samples, withoutPlace } from './samples.ts';

export const appendRules: readonly Rule[] = [
  {
    title: 'append › answers with revision, hash and position of its last event, and every hash',
    check: async ({ log }) => {
      const answer = await log.append('a', NO_STREAM, samples(3));
      const stored = await readAll(log);
      const { revision, hash, position } = stored.at(-1) as RecordedEvent;
      const hashes = stored.map((event) => event.hash);
      equal(answer, { ok: true, value: { revision, hash, position, hashes } });
      equal(revision, 2);
    },
  },
  {
    title: 'append › chains each stream from the genesis hash and keeps its order',
    check: async ({ log }) => {
      await fill(log, 'a', samples(4), 2);
      await fill(log, 'b', samples(3), 1);
      equal(withoutPlace(await readStream(log, 'a')), contentOf('a', samples(4)));
      equal(withoutPlace(await readStream(log, 'b')), contentOf('b', samples(3)));
    },
  },
  {
    title: 'append › keeps every kind of data, and absent members absent',
    check: async ({ log }) => {
      const kinds = [
        { text: 'é "quoted" \\ \u0000 \u2028 🜚', empty: '', list: [], nothing: {}, null: null },
        { deep: [[{ b: 1, a: [true, false, null] }]], max: Number.MAX_SAFE_INTEGER, min: -1 },
        'a string',
        [1, 2, 3],
        null,
      ];
      const events: NewEvent[] = kinds.map((data, number) => sample(number, data));
      const actor = { userId: 'u-1', keyId: 'k-1', requestId: 'r-1' };
      events.push({ ...sample(9), actor, causation: { stream: 'b', revision: 7 } });
      await fill(log, 'a', events);
      equal(withoutPlace(await readStream(log, 'a')), contentOf('a', events));
    },
  },
  {
    title: 'append › stores nothing that is not in the envelope',
    check: async ({ log }) => {
      await fill(log, 'a', [{ ...sample(1), secret: 'x', position: 77 } as NewEvent]);
      equal(withoutPlace(await readStream(log, 'a')), contentOf('a', [sample(1)]));
      equal((await readStream(log, 'a'))[0]?.position, await log.head());
    },
  },
  {
    title: 'append › is refused at any revision but the head, and says where the stream is',
    check: async ({ log }) => {
      const wrong = (actual: number) => failed({ code: 'WRONG_REVISION', actual });
      equal(await log.append('a', 0, samples(1)), wrong(NO_STREAM));
      await fill(log, 'a', samples(3));
      for (const expected of [NO_STREAM, 0, 1, 3, 100]) {
        equal(await log.append('a', expected, samples(2, 50)), wrong(2));
      }
      equal(withoutPlace(await readAll(log)), contentOf('a', samples(3)));
    },
  },
  {
    title: 'append › of several at one revision takes exactly one',
    check: async ({ log }) => {
      const attempts = samples(10).map((event) => log.append('a', NO_STREAM, [event]));
      const answers = await Promise.all(attempts);
      equal(answers.filter((answer) => answer.ok).length, 1);
      for (const answer of answers) {
        if (!answer.ok) equal(answer.failure, { code: 'WRONG_REVISION', actual: 0 });
      }
      equal((await readStream(log, 'a')).length, 1);
    },
  },
  {
    title: 'append › takes many streams at once',
    check: async ({ log }) => {
      const streams = Array.from({ length: 200 }, (_, index) => `many-${index}`);
      await Promise.all(streams.map((stream) => fill(log, stream, samples(3), 1)));
      for (const stream of streams) {
        equal(withoutPlace(await readStream(log, stream)), contentOf(stream, samples(3)));
      }
      equal((await readAll(log)).length, 600);
    },
  },
  {
    title: 'append › takes exactly the limit and refuses one byte more, whole',
    check: async ({ log }) => {
      const envelopeBytes = canonicalForm({ stream: 'a', revision: 0 }, sample(1, '')).length;
      const small = canonicalForm({ stream: 'a', revision: 1 }, sample(2)).length;
      const room = APPEND_LIMIT_BYTES - small - envelopeBytes;
      const tooLarge = [sample(1, 'x'.repeat(room + 1)), sample(2)];
      const bytes = APPEND_LIMIT_BYTES + 1;
      equal(await log.append('a', NO_STREAM, tooLarge), failed({ code: 'TOO_LARGE', bytes }));
      equal(await log.head(), START);
      const fitting = [sample(1, 'x'.repeat(room)), sample(2)];
      await fill(log, 'a', fitting);
      equal(withoutPlace(await readStream(log, 'a')), contentOf('a', fitting));
    },
  },
  {
    title: 'append › breaks on what may never be stored, and stores nothing',
    check: async ({ log }) => {
      const broken: (readonly [string, number, readonly NewEvent[]])[] = [
        ['a', NO_STREAM, []],
        ['', NO_STREAM, samples(1)],
        ['with space', NO_STREAM, samples(1)],
        ['x'.repeat(201), NO_STREAM, samples(1)],
        ['a', -2, samples(1)],
        ['a', 0.5, samples(1)],
        ['a', NO_STREAM, [sample(1), sample(2, { fraction: 0.5 })]],
        ['a', NO_STREAM, [sample(1, { big: 1n })]],
        ['a', NO_STREAM, [sample(1, '\ud800')]],
      ];
      for (const [stream, expected, events] of broken) {
        await rejects(async () => log.append(stream, expected, events), InvariantError);
      }
      equal(await log.head(), START);
      equal(await readAll(log), []);
    },
  },
  {
    title: 'append › takes a stream name of 200 characters',
    check: async ({ log }) => {
      const stream = `market-${'X'.repeat(193)}`;
      await fill(log, stream, samples(2), 1);
      equal(withoutPlace(await readStream(log, stream)), contentOf(stream, samples(2)));
    },
  },
  {
    title: 'append › records when, beside the event',
    check: async ({ log }) => {
      await fill(log, 'a', samples(1));
      const [event] = await readStream(log, 'a');
      holds(Number.isSafeInteger(event?.recordedAtMs), 'a time in whole milliseconds');
    },
  },
];
