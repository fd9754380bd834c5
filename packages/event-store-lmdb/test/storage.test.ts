import { deepStrictEqual as equal, rejects, throws } from 'node:assert';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { GENESIS_HASH } from '@truetape/codec';
import { CorruptLogError, NO_STREAM } from '@truetape/event-store';
import { encodeAppend, hashesAfter, type SealedEvent, seal } from '@truetape/event-store/adapter';
import { fill, readAll, readStream, samples } from '@truetape/event-store/contract';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { openEnvironment } from '../src/environment.ts';
import { openLmdbLog } from '../src/index.ts';
import { positionKey } from '../src/layout.ts';
import { RecordWriter } from '../src/record-writer.ts';
import { newFolder } from './lmdb-harness.ts';

let folder: string;
const open = (segmentEvents = 4) =>
  openLmdbLog({ folder, clockMs: () => 1_234_567_890_123, segmentEvents, onFatal: () => {} });

beforeEach(() => {
  folder = newFolder();
});

afterEach(() => rmSync(folder, { recursive: true }));

function sealed(firstPosition: number, count: number): readonly SealedEvent[] {
  const stream = `stream-${firstPosition}-${Math.random()}`;
  const append = encodeAppend(stream, NO_STREAM, samples(count));
  return seal(append, hashesAfter(GENESIS_HASH, append), firstPosition, 1);
}

describe('the folder of a log', () => {
  it('has the layout that is documented', async () => {
    const log = await open();
    const { hash } = await fill(log, 'a', samples(1));
    await log.close();
    const { root, events, segments, streams, meta } = openEnvironment(folder, true);
    const value = events.getBinary(Buffer.from('0000000000000000', 'hex'));
    equal(value?.toString('hex', 0, 32), hash);
    equal(value?.readBigUInt64BE(32), 1_234_567_890_123n);
    equal(
      value?.toString('utf8', 40),
      '{"correlationId":"request-0","data":{"number":0},"revision":0,"schemaVersion":1,"stream":"a","type":"SampleTaken"}',
    );
    equal(streams.getBinary(Buffer.from('a')), Buffer.from('00000000', 'hex'));
    equal(
      segments.getBinary(Buffer.from('0000000061', 'hex')),
      Buffer.from('ffffffff000000000000000000000000', 'hex'),
    );
    equal(meta.get('log'), { format: 1, logId: log.logId });
    equal(meta.get('index'), { upTo: 0, segments: 1 });
    await root.close();
  });

  it('gives the same index when that is made again from the events alone', async () => {
    const log = await open();
    for (let round = 0; round < 40; round++) {
      await fill(log, `stream-${(round * round) % 7}`, samples(1 + (round % 5), round));
    }
    const streams = Array.from({ length: 7 }, (_, index) => `stream-${index}`);
    const before = await Promise.all(streams.map((stream) => readStream(log, stream)));
    await log.close();
    const environment = openEnvironment(folder, false);
    await environment.segments.clearAsync();
    await environment.streams.clearAsync();
    await environment.meta.remove('index');
    await environment.root.close();
    const again = await open();
    equal(await Promise.all(streams.map((stream) => readStream(again, stream))), before);
    await again.close();
  });

  it('can be opened at every moment at which its index is half stored', async () => {
    const log = await open(300);
    const streams = Array.from({ length: 400 }, (_, index) => `stream-${index}`);
    const at = (number: number) => streams[(number * 7) % 400] as string;
    await Promise.all(
      Array.from({ length: 290 }, (_, number) => fill(log, at(number), samples(1, number))),
    );
    for (let number = 290; number < 310; number++) {
      await fill(log, at(number), samples(1, number));
      const copy = `${folder}/copy-${number}`;
      mkdirSync(copy);
      copyFileSync(`${folder}/data.mdb`, `${copy}/data.mdb`);
      const opened = await openLmdbLog({
        folder: copy,
        clockMs: () => 0,
        onFatal: () => {},
        segmentEvents: 5,
      });
      for (let more = 0; more < 40; more++)
        await fill(opened, at(number + 1 + more), samples(1, more));
      const all = new Map<string, unknown[]>(streams.map((stream) => [stream, []]));
      for (const event of await readAll(opened)) all.get(event.stream)?.push(event);
      for (const stream of streams) equal(await readStream(opened, stream), all.get(stream));
      await opened.close();
    }
    await log.close();
  }, 60_000);

  it('of a later format is refused', async () => {
    await (await open()).close();
    const { root, meta } = openEnvironment(folder, false);
    await meta.put('log', { format: 2, logId: 'x' });
    await root.close();
    await rejects(open(), CorruptLogError);
  });

  it('with a gap is refused at the start, or told with its position when it is read', async () => {
    const log = await open(100);
    await fill(log, 'a', samples(10), 1);
    await log.close();
    const { root, events } = openEnvironment(folder, false);
    await events.remove(positionKey(4));
    await root.close();
    const damaged = await open();
    await rejects(readAll(damaged), { name: 'CorruptLogError', message: 'No event at position 4' });
    await rejects(readStream(damaged, 'a'), { message: 'No event at position 4' });
    await damaged.close();
    const environment = openEnvironment(folder, false);
    await environment.meta.remove('index');
    await environment.root.close();
    await rejects(open(), { name: 'CorruptLogError', message: 'No event at position 4' });
  });
});

describe('a writer that the lock did not keep out', () => {
  it('fails at its first commit and stores nothing of it', async () => {
    const environment = openEnvironment(folder, false);
    const [first, second] = [new RecordWriter(environment), new RecordWriter(environment)];
    const [taken, late] = [sealed(0, 3), sealed(0, 5)];
    first.write(taken);
    throws(() => second.write(late), /Another process has written/);
    equal(environment.events.getCount(), 3);
    const value = environment.events.getBinary(positionKey(0));
    equal(value?.toString('hex', 0, 32), taken[0]?.event.hash);
    await environment.root.close();
  });

  it('takes back nothing that is stored when it begins before it', async () => {
    const environment = openEnvironment(folder, false);
    const writer = new RecordWriter(environment);
    writer.write(sealed(0, 3));
    environment.root.transactionSync(() => environment.events.removeSync(positionKey(2)));
    throws(() => writer.write(sealed(3, 2)), /would take back the last commit/);
    equal(environment.events.getCount(), 2);
    await environment.root.close();
  });
});
