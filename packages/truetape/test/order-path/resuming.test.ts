import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { NOTHING_VOIDED } from '@truetape/codec';
import {
  linesOf,
  MemoryDisk,
  MemoryLog,
  MemorySnapshots,
  readLine,
  saveSnapshots,
} from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { createMetrics, type Logger } from '@truetape/observability';
import { beforeAll, describe, test } from 'vitest';
import { orderPathParts } from '../../src/start/order-path.ts';
import { honestLog } from '../audit/honest-log.ts';
import { killSwitchLog } from '../audit/kill-switch-log.ts';
import { orderTypesLog } from '../audit/order-types-log.ts';
import { numbersFrom, TRADERS, trade } from './random-trading.ts';
import {
  diskWith,
  dump,
  eventsOn,
  execute,
  limitOrder,
  logger,
  openVenue,
  proven,
  type Running,
  startOn,
} from './support.ts';

const SEED = 20_261_121;
/** Inputs with more outcomes than this are split, and some snapshots fall between the parts. */
const OUTCOMES_PER_APPEND = 2;
const CHECKPOINT_EVERY = 16;
const METRICS = createMetrics({ processMetrics: false });

/** The order path's folds, which read a log that somebody else wrote. */
function folds() {
  const log = new MemoryLog({ disk: new MemoryDisk() });
  const nothing = () => undefined;
  return orderPathParts({
    log,
    voided: NOTHING_VOIDED,
    now: () => 1_000 as never,
    instance: 'reader',
    build: 'test',
    logger,
    metrics: METRICS,
    onStopped: nothing,
  }).folds;
}

type Folds = ReturnType<typeof folds>;

const captured = (of: Folds) => of.map((fold) => Buffer.from(fold.capture()).toString());

/** Folds that have taken the states of others, and nothing else. */
function restored(bodies: readonly string[]): Folds {
  const fresh = folds();
  fresh.forEach((fold, index) => void fold.restore(Buffer.from(bodies[index] ?? '')));
  return fresh;
}

function give(of: Folds, events: readonly RecordedEvent[], below: (n: number) => number): void {
  for (let at = 0; at < events.length; ) {
    const batch = events.slice(at, at + 1 + below(40));
    for (const fold of of) fold.onEvents(batch);
    at += batch.length;
  }
}

async function randomLog(seed: number, commands: number): Promise<readonly RecordedEvent[]> {
  const disk = new MemoryDisk();
  const path = await startOn(disk, {
    outcomesPerAppend: OUTCOMES_PER_APPEND,
    checkpointEvery: CHECKPOINT_EVERY,
  });
  await openVenue(path, TRADERS);
  await trade(path, commands, seed);
  await path.log.settled();
  await path.stop();
  await path.log.close();
  return eventsOn(disk);
}

/** What a crash leaves: the first events of a log, on a disk of their own. */
const cutAfter = (count: number, events: readonly RecordedEvent[]) =>
  diskWith(events.slice(0, count));

describe('a state that is restored at any event and goes on', () => {
  test.each([
    ['random trading', () => randomLog(SEED, 250)],
    ['every kind of order', orderTypesLog],
    ['kill switches', killSwitchLog],
    ['a small log with a restart', honestLog],
  ])('is that of the whole fold: %s', { timeout: 60_000 }, async (_, history) => {
    const events = await history();
    const below = numbersFrom(SEED);
    const whole = folds();
    give(whole, events, below);
    const want = captured(whole);
    const met = { unsettled: 0, expected: 0 };
    const growing = folds();
    const step = Math.max(1, Math.floor(events.length / 30));
    for (let k = 0; k < events.length; ) {
      const next = Math.min(events.length, k + 1 + below(2 * step));
      give(growing, events.slice(k, next), below);
      k = next;
      const bodies = captured(growing);
      const [accounts = '', matcher = ''] = bodies;
      const unsettled = readFirst<{ unsettled: unknown[] }>(accounts).unsettled.length;
      const { markets } = readFirst<{ markets: { expected: unknown[] }[] }>(matcher);
      if (unsettled > 0) met.unsettled += 1;
      if (markets.some(({ expected }) => expected.length > 0)) met.expected += 1;
      const again = restored(bodies);
      const where = `seed ${SEED}, restored after ${k} of ${events.length} events`;
      equal(captured(again), bodies, where);
      give(again, events.slice(k), below);
      equal(captured(again), want, where);
    }
    holds(
      met.unsettled > 0 && met.expected > 0,
      `not only between commands: ${JSON.stringify(met)}`,
    );
  });

  test('takes an order again, and recognises one that is sent again', async () => {
    const disk = new MemoryDisk();
    const path = await startOn(disk);
    await openVenue(path, TRADERS);
    await trade(path, 100, SEED);
    await execute(path.accounts, 'ann', limitOrder(path, 'known', 'buy', 80, 5));
    await close(path);
    const snapshots = await snapshotsOf(disk, await eventsOn(disk));

    const again = await startOn(disk, { snapshots });
    const repeated = await execute(again.accounts, 'ann', limitOrder(again, 'known', 'buy', 80, 5));
    holds(repeated.kind === 'done' && repeated.repeated);
    const other = await execute(again.accounts, 'ann', limitOrder(again, 'known', 'buy', 81, 5));
    equal(other.kind === 'denied' && other.denial.code, 'ORDER_DUPLICATE_ID');
    await trade(again, 100, SEED + 1);
    await again.log.settled();
    equal((await proven(again.log)).inFlight, 0);
  });
});

function readFirst<Header>(body: string): Header {
  const [first] = linesOf(Buffer.from(body));
  return readLine<Header>(first);
}

async function close({ stop, log }: Running): Promise<void> {
  await stop();
  await log.close();
}

async function snapshotsOf(disk: MemoryDisk, events: readonly RecordedEvent[]) {
  const snapshots = new MemorySnapshots();
  const reading = folds();
  give(reading, events, numbersFrom(SEED));
  await saveSnapshots(new MemoryLog({ disk }), snapshots, reading, events.at(-1) as RecordedEvent);
  return snapshots;
}

/** A logger that remembers what was said of each component. */
function listening() {
  const said: string[] = [];
  const say = (fields: { component?: string; reason?: string }, words: string) =>
    void said.push([fields.component, words, fields.reason].filter(Boolean).join(': '));
  return { said, logger: { ...logger, info: say, warn: say, error: say } as unknown as Logger };
}

describe('a restart with snapshots', () => {
  let events: readonly RecordedEvent[];
  beforeAll(async () => {
    events = await randomLog(SEED, 150);
  });

  test('ends as one without them, wherever the log was cut', { timeout: 60_000 }, async () => {
    const below = numbersFrom(SEED);
    for (let round = 0; round < 8; round++) {
      const cut = 20 + below(events.length - 20);
      const k = 10 + below(cut - 10);
      const [with_, without] = [await cutAfter(cut, events), await cutAfter(cut, events)];
      const snapshots = await snapshotsOf(with_, events.slice(0, k));
      const { said, logger } = listening();
      const options = { outcomesPerAppend: OUTCOMES_PER_APPEND, instance: 'again' };
      const resumed = await startOn(with_, { ...options, snapshots, logger });
      const replayed = await startOn(without, options);
      await Promise.all([resumed.log.settled(), replayed.log.settled()]);
      equal(
        said.slice(0, 3),
        ['accounts', 'matcher', 'clock'].map((name) => `${name}: begins with a snapshot`),
        `seed ${SEED}, cut after ${cut}, snapshot after ${k}`,
      );
      equal(await dump(resumed.log), await dump(replayed.log));
      await proven(resumed.log);
    }
  });

  test('puts aside what the rest of the log contradicts, and reads it from its start', async () => {
    const disk = await cutAfter(events.length, events);
    const snapshots = new MemorySnapshots();
    const reading = folds();
    const k = Math.floor(events.length / 2);
    give(reading, events.slice(0, k), numbersFrom(SEED));
    const { position, hash } = events[k - 1] as RecordedEvent;
    for (const { name, schemaVersion, capture } of reading) {
      // As a mistake in a program writes it: whole, with the right checksum, and wrong.
      const body = Buffer.from(
        Buffer.from(capture()).toString().replaceAll('"revision":', '"revision":1'),
      );
      await snapshots.save({ name, schemaVersion, logId: disk.logId, position, hash, body });
    }
    const { said, logger } = listening();
    const path = await startOn(disk, { snapshots, logger });
    equal(said.at(-1), 'the log is read from its start: it contradicts the snapshots');
    await trade(path, 20, SEED + 2);
    await path.log.settled();
    equal((await proven(path.log)).inFlight, 0);
  });

  test('says in one line each what it did not use', async () => {
    const disk = await cutAfter(events.length, events);
    const snapshots = await snapshotsOf(disk, events);
    const [accounts, matcher, clock] = ['accounts', 'matcher', 'clock'].map(
      (name) => snapshots.stored.get(name) ?? [],
    );
    accounts?.splice(0, 1, Buffer.from('nonsense'));
    const newer = matcher?.[0] as Uint8Array;
    matcher?.splice(0, 1, Buffer.from(Buffer.from(newer).toString().replace('matcher', 'Matcher')));
    clock?.splice(0, 1);
    const { said, logger } = listening();
    const path = await startOn(disk, { snapshots, logger });
    equal(said.sort(), [
      'accounts: a snapshot is passed over: it is not a snapshot',
      'accounts: there is no snapshot to begin with',
      'clock: there is no snapshot to begin with',
      'matcher: a snapshot is passed over: its checksum is wrong',
      'matcher: there is no snapshot to begin with',
    ]);
    await proven(path.log);
  });
});
