import { deepStrictEqual, match, ok, rejects } from 'node:assert';
import { readFileSync } from 'node:fs';
import { canonicalForm } from '@truetape/codec';
import { MemoryDisk, NO_STREAM } from '@truetape/event-store';
import { until } from '@truetape/event-store/contract';
import type { NewEvent, RecordedEvent } from '@truetape/kernel';
import { describe, test } from 'vitest';
import { dump, execute, limitOrder, openVenue, proven, startOn } from './support.ts';

const ofTomorrow = (type: string, schemaVersion: number): NewEvent => ({
  type,
  schemaVersion,
  correlationId: 'tomorrow',
  data: { at: '2030-01-01T00:00:00.000Z', orbit: 'low' },
});

const UNKNOWN = [
  ['a type', ofTomorrow('MarketLaunched', 1), /^MarketLaunched v1 at position \d+ \(moon 0\)/],
  ['a version', ofTomorrow('OrderPlaced', 9), /^OrderPlaced v9 at position \d+ \(moon 0\)/],
] as const;

describe.each(UNKNOWN)('%s that this program does not know', (_, event, place) => {
  test('keeps the order path from starting, and says where it is', async () => {
    const disk = new MemoryDisk();
    const first = await startOn(disk);
    await openVenue(first, ['ann']);
    await first.stop();
    await first.log.append('moon', NO_STREAM, [event]);
    await first.log.close();
    await rejects(startOn(disk), { name: 'UnknownEventError', message: place });
  });

  test('stops an order path that is running, and nothing follows it', async () => {
    const path = await startOn();
    await openVenue(path, ['ann']);
    await path.log.append('moon', NO_STREAM, [event]);
    await until('the order path stops', () => path.stopped.length > 0);
    match(path.stopped[0] as string, place);
    const before = await dump(path.log, 'market-');
    void execute(path.accounts, 'ann', limitOrder(path, 'late', 'buy', 100, 1));
    await new Promise((resolve) => setImmediate(resolve));
    deepStrictEqual(await dump(path.log, 'market-'), before);
  });
});

test('a log of the first release is gone on with', async () => {
  const file = new URL('../../../audit/test/golden/0.1.0-orders.ndjson', import.meta.url);
  const events = readFileSync(file, 'utf8').trimEnd().split('\n').map(parsed);
  const disk = new MemoryDisk();
  disk.write(events.map((event) => ({ event, canonical: canonicalForm(event, event) })));
  const path = await startOn(disk);
  const answer = await execute(path.accounts, 'bob', limitOrder(path, 'again', 'buy', 110, 3));
  deepStrictEqual(answer.kind, 'done');
  await path.log.settled();
  const { events: count, trades } = await proven(path.log);
  ok(count > events.length);
  deepStrictEqual(trades, 3);
});

const parsed = (line: string) => JSON.parse(line) as RecordedEvent;
