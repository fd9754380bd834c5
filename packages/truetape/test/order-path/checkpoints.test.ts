import { deepStrictEqual as equal, ok as holds, rejects } from 'node:assert';
import { verifyLog } from '@truetape/audit';
import type { Data } from '@truetape/contracts';
import { MemoryDisk, MemoryLog, START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { describe, test } from 'vitest';
import { TRADERS, trade } from './random-trading.ts';
import { openVenue, proven, type Running, startOn } from './support.ts';

const EVERY = 20;

async function traded(checkpointEvery: number | undefined, disk = new MemoryDisk()) {
  const path = await startOn(disk, checkpointEvery === undefined ? {} : { checkpointEvery });
  await openVenue(path, TRADERS);
  await trade(path, 150, 7);
  await path.log.settled();
  return path;
}

async function marketEvents({ log }: Pick<Running, 'log'>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of log.readAll({ after: START, prefixes: ['market-'] })) {
    events.push(...batch);
  }
  return events;
}

const ofType = (events: readonly RecordedEvent[], type: string) =>
  events.filter((event) => event.type === type);

/** The same log with one event changed and every hash made anew. */
async function forged(
  path: Running,
  change: (event: RecordedEvent) => unknown,
): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  const log = new MemoryLog({ disk });
  for await (const batch of path.log.readAll({ after: START })) {
    for (const event of batch) {
      const { stream, revision, type, schemaVersion, correlationId, causation, actor } = event;
      const rest = { ...(causation && { causation }), ...(actor && { actor }) };
      const data = change(event);
      await log.append(stream, revision - 1, [
        { type, schemaVersion, correlationId, ...rest, data },
      ]);
    }
  }
  await log.close();
  return disk;
}

const anotherState = ({ type, data }: RecordedEvent) =>
  type === 'MarketCheckpoint' ? { ...(data as object), stateHash: '0'.repeat(64) } : data;

describe('a market', () => {
  test('states its state after each so many inputs, as the last outcome of that input', async () => {
    const path = await traded(EVERY);
    const events = await marketEvents(path);
    equal(ofType(events, 'MarketCheckpointsScheduled').length, 1);
    const checkpoints = ofType(events, 'MarketCheckpoint');
    holds(checkpoints.length >= 5, `${checkpoints.length} checkpoints`);
    checkpoints.forEach(({ data, causation, revision }, number) => {
      const { inputs, last, index } = data as Data<'MarketCheckpoint'>;
      equal([inputs, last], [EVERY * (number + 1), true]);
      const sameInput = events.filter(
        (event) =>
          event.causation?.stream === causation?.stream &&
          event.causation?.revision === causation?.revision,
      );
      equal(sameInput.length, index + 1);
      equal(sameInput.at(-1)?.revision, revision);
    });
    equal((await proven(path.log)).inFlight, 0);
  });

  test('says nothing of checkpoints while it has few inputs, and keeps the interval that the log has', async () => {
    const disk = new MemoryDisk();
    const quiet = await traded(undefined, disk);
    equal(ofType(await marketEvents(quiet), 'MarketCheckpointsScheduled'), []);
    await quiet.stop();
    await quiet.log.close();
    const again = await startOn(disk, { checkpointEvery: EVERY });
    await trade(again, 60, 8);
    await again.log.settled();
    await again.stop();
    await again.log.close();
    const third = await startOn(disk, { checkpointEvery: 2 * EVERY });
    await trade(third, 100, 9);
    await third.log.settled();
    const scheduled = ofType(await marketEvents(third), 'MarketCheckpointsScheduled');
    equal(
      scheduled.map(({ data }) => (data as Data<'MarketCheckpointsScheduled'>).every),
      [EVERY, 2 * EVERY],
    );
    equal((await proven(third.log)).inFlight, 0);
  });

  test('whose checkpoint says another state is found by an auditor and by a start', async () => {
    const path = await traded(EVERY);
    const disk = await forged(path, anotherState);
    const verified = await verifyLog(new MemoryLog({ disk }));
    holds(!verified.ok && /MarketCheckpoint|stateHash/.test(verified.failure.message));
    await rejects(startOn(disk), /the state of BTC-USD is that of its checkpoint/);
    const same = await forged(path, ({ data }) => data);
    equal((await verifyLog(new MemoryLog({ disk: same }))).ok, true);
  });
});
