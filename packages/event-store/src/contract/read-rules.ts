import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import type { RecordedEvent } from '@truetape/kernel';
import { type ReadStream, START } from '../log.ts';
import type { Rule } from './harness.ts';
import { allOf, fill, readAll, readStream, samples } from './samples.ts';
import { numbersOf } from './witness.ts';

export const readRules: readonly Rule[] = [
  {
    title: 'read › of an empty log finds nothing',
    check: async ({ log }) => {
      equal(await log.head(), START);
      equal(await readAll(log), []);
      equal(await readStream(log, 'a'), []);
      equal(await readStream(log, 'a', { backwards: true, from: 3 }), []);
      equal(await log.streamHead('a'), undefined);
    },
  },
  {
    title: 'readStream › equals a slice of the stream for every from, limit and direction',
    check: async ({ log }) => {
      await fill(log, 'other', samples(5));
      await fill(log, 'a', samples(7), 3);
      await fill(log, 'other', samples(5, 5), 1);
      const froms = [undefined, 0, 1, 3, 6, 7, 50];
      for (const from of froms) {
        for (const limit of [undefined, 0, 1, 2, 7, 50]) {
          for (const backwards of [undefined, false, true]) {
            const options: ReadStream = {
              ...(from !== undefined && { from }),
              ...(limit !== undefined && { limit }),
              ...(backwards !== undefined && { backwards }),
            };
            const found = numbersOf(await readStream(log, 'a', options));
            equal(found, sliced(7, options), JSON.stringify(options));
          }
        }
      }
    },
  },
  {
    title: 'readStream › gives long streams in batches, none empty, forwards and backwards',
    check: async ({ log }) => {
      const events = samples(2_500);
      await fill(log, 'a', events, 500);
      for (const backwards of [false, true]) {
        const numbers = await inBatches(log.readStream('a', { backwards }));
        const expected = events.map((_, index) => index);
        equal(numbers, backwards ? expected.reverse() : expected);
      }
    },
  },
  {
    title: 'streamHead › is the last event of the stream',
    check: async ({ log }) => {
      for (let round = 0; round < 3; round++) {
        const { revision, hash } = await fill(log, 'a', samples(2, round * 2));
        await fill(log, 'b', samples(1, round));
        equal(await log.streamHead('a'), { revision, hash });
      }
    },
  },
  {
    title: 'readAll › gives every event once, in position order, in batches',
    check: async ({ log }) => {
      for (let round = 0; round < 20; round++) {
        await fill(log, 'a', samples(40, round * 100));
        await fill(log, 'b', samples(60, round * 100 + 40));
      }
      const events = await readAll(log);
      equal(numbersOf(events), range(2_000));
      holds(events.every((event, index) => index === 0 || isAfter(event, events[index - 1])));
      equal(events.at(-1)?.position, await log.head());
      equal(await inBatches(log.readAll({ after: START })), range(2_000));
    },
  },
  {
    title: 'readAll › reads after one position and up to another',
    check: async ({ log }) => {
      await fill(log, 'a', samples(10), 3);
      const positions = (await readAll(log)).map((event) => event.position);
      const [after, upTo] = [positions[3] as number, positions[7] as number];
      equal(numbersOf(await readAll(log, { after })), [4, 5, 6, 7, 8, 9]);
      equal(numbersOf(await readAll(log, { upTo })), [0, 1, 2, 3, 4, 5, 6, 7]);
      equal(numbersOf(await readAll(log, { after, upTo })), [4, 5, 6, 7]);
      equal(await readAll(log, { after: upTo, upTo }), []);
      equal(await readAll(log, { after: await log.head() }), []);
      equal(numbersOf(await readAll(log, { after, upTo: upTo + 1_000 })), [4, 5, 6, 7, 8, 9]);
    },
  },
  {
    title: 'readAll › gives only streams of the prefixes asked for',
    check: async ({ log }) => {
      const streams = ['account-1', 'market-A', 'account-2', 'accounts', 'denials-account-1'];
      for (const [number, stream] of streams.entries()) await fill(log, stream, samples(1, number));
      const read = async (...prefixes: string[]) => numbersOf(await readAll(log, { prefixes }));
      equal(await read('account-'), [0, 2]);
      equal(await read('market-', 'account-1'), [0, 1]);
      equal(await read('clock'), []);
      equal(await read(), []);
    },
  },
  {
    title: 'readAll › ends at the head of the moment it was called',
    check: async ({ log }) => {
      await fill(log, 'a', samples(3));
      const before = log.readAll({ after: START });
      await fill(log, 'a', samples(3, 3));
      equal(numbersOf(await allOf(before)), [0, 1, 2]);
    },
  },
];

/** What `readStream` means, in the plainest words. */
function sliced(length: number, { from, limit, backwards }: ReadStream): number[] {
  const numbers = range(length).filter((number) =>
    backwards ? number <= (from ?? length) : number >= (from ?? 0),
  );
  return (backwards ? numbers.reverse() : numbers).slice(0, limit);
}

async function inBatches(batches: AsyncIterable<readonly RecordedEvent[]>): Promise<number[]> {
  const numbers: number[] = [];
  let largest = 0;
  for await (const batch of batches) {
    holds(batch.length > 0, 'no batch is empty');
    largest = Math.max(largest, batch.length);
    numbers.push(...numbersOf(batch));
  }
  holds(largest < numbers.length, 'many events come in several batches');
  return numbers;
}

function isAfter(event: RecordedEvent, previous: RecordedEvent | undefined): boolean {
  return previous !== undefined && event.position > previous.position;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
