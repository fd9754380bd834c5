import { deepStrictEqual as equal } from 'node:assert';
import { rmSync } from 'node:fs';
import { readAll, readStream, sample } from '@truetape/event-store/contract';
import type { NewEvent } from '@truetape/kernel';
import fc from 'fast-check';
import { it } from 'vitest';
import { type LmdbLog, openLmdbLog } from '../src/index.ts';
import { newFolder } from './lmdb-harness.ts';

type Kind = 'append' | 'wrong' | 'repeat' | 'settle' | 'reopen';

interface Step {
  readonly kind: Kind;
  readonly stream: string;
  readonly count: number;
}

const kinds: readonly Kind[] = [
  'append',
  'append',
  'append',
  'wrong',
  'repeat',
  'settle',
  'reopen',
];

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds),
  stream: fc.constantFrom(...Array.from({ length: 8 }, (_, index) => `stream-${index}`)),
  count: fc.integer({ min: 1, max: 4 }),
});

/** A log beside what it must be: every stream a list, and one list of all. */
class Compared {
  readonly #open: () => Promise<LmdbLog>;
  #log: LmdbLog;
  readonly #all: string[] = [];
  readonly #streams = new Map<string, NewEvent[]>();
  readonly #answers: Promise<void>[] = [];
  #nextNumber = 0;

  constructor(open: () => Promise<LmdbLog>, log: LmdbLog) {
    this.#open = open;
    this.#log = log;
  }

  async take({ kind, stream, count }: Step): Promise<void> {
    await this[kind](this.#of(stream), stream, count);
  }

  async verify(): Promise<void> {
    await Promise.all(this.#answers);
    const streams = (await readAll(this.#log)).map((event) => event.stream);
    equal(streams, this.#all);
    for (const [stream, events] of this.#streams) await this.#verifyStream(stream, events);
    await this.#log.close();
  }

  append(events: NewEvent[], stream: string, count: number): void {
    const head = events.length - 1;
    const added = Array.from({ length: count }, () => sample(this.#nextNumber++));
    events.push(...added);
    this.#all.push(...added.map(() => stream));
    const position = this.#all.length - 1;
    this.#expect(stream, head, added, (answer) => {
      equal(answer.ok && answer.value.revision, head + count);
      equal(answer.ok && answer.value.position, position);
    });
  }

  wrong(events: NewEvent[], stream: string): void {
    const actual = events.length - 1;
    this.#expect(stream, actual + 1, [sample(this.#nextNumber++)], (answer) => {
      equal(answer, { ok: false, failure: { code: 'WRONG_REVISION', actual } });
    });
  }

  repeat(events: NewEvent[], stream: string, count: number): void {
    if (events.length === 0) return;
    const from = Math.max(0, events.length - count);
    const head = events.length - 1;
    this.#expect(stream, from - 1, events.slice(from), (answer) => {
      equal(answer.ok && answer.value.revision, head);
    });
  }

  settle(): Promise<void> {
    return this.#log.settled();
  }

  async reopen(): Promise<void> {
    await this.#log.close();
    this.#log = await this.#open();
  }

  #expect(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
    check: (answer: Awaited<ReturnType<LmdbLog['append']>>) => void,
  ): void {
    this.#answers.push(this.#log.append(stream, expectedRevision, events).then(check));
  }

  #of(stream: string): NewEvent[] {
    const events = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, events);
    return events;
  }

  async #verifyStream(stream: string, events: readonly NewEvent[]): Promise<void> {
    const data = events.map((event) => event.data);
    const found = await readStream(this.#log, stream);
    equal(
      found.map((event) => event.data),
      data,
    );
    const from = events.length >> 1;
    const [middle] = await readStream(this.#log, stream, { from, limit: 1 });
    equal(middle?.data, data[from]);
    const head = await this.#log.streamHead(stream);
    equal(head?.revision, found.at(-1)?.revision);
  }
}

const title = 'equals a simple model after any appends, repeats, refusals and restarts';

it(title, { timeout: 120_000 }, async () => {
  const steps = fc.array(step, { maxLength: 120 });
  const property = fc.asyncProperty(steps, fc.integer({ min: 1, max: 20 }), run);
  await fc.assert(property, { numRuns: 150 });
});

async function run(steps: readonly Step[], segmentEvents: number) {
  const folder = newFolder();
  const open = () => openLmdbLog({ folder, clockMs: Date.now, segmentEvents, onFatal: () => {} });
  const compared = new Compared(open, await open());
  for (const each of steps) await compared.take(each);
  await compared.verify();
  rmSync(folder, { recursive: true });
}
