import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '@truetape/event-store/contract';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { Announcements } from '../src/announcements.ts';
import { Announcer } from '../src/announcer.ts';
import { takeWriterLock, type WriterLock } from '../src/writer-lock.ts';
import { newFolder } from './lmdb-harness.ts';

let folder: string;
let lock: WriterLock | undefined;
let announcer: Announcer;
const listening: Announcements[] = [];

async function startWriter(onReader: (reader: Socket) => void = () => {}): Promise<void> {
  announcer = new Announcer();
  lock = await takeWriterLock(folder, (reader) => {
    announcer.add(reader);
    onReader(reader);
  });
}

async function stopWriter(): Promise<void> {
  announcer.close();
  await lock?.release();
  lock = undefined;
}

function listen(): { news: number; readonly line: Announcements } {
  const onNews = () => {
    heard.news += 1;
  };
  const heard = { news: 0, line: new Announcements(folder, onNews) };
  listening.push(heard.line);
  return heard;
}

beforeEach(() => {
  folder = newFolder();
});

afterEach(async () => {
  for (const line of listening.splice(0)) line.close();
  await stopWriter();
  rmSync(folder, { recursive: true });
});

describe('the line between a writer and a reader', () => {
  it('carries news when it is found and after each announcement', async () => {
    await startWriter();
    const heard = listen();
    await until('the line is found', () => heard.news === 1);
    announcer.announce();
    await until('the word arrives', () => heard.news === 2);
  });

  it('tells together what comes close together, and never forgets the last', async () => {
    let told = 0;
    await startWriter((reader) => {
      const write = reader.write.bind(reader);
      reader.write = (word: Uint8Array) => {
        told += 1;
        return write(word);
      };
    });
    const heard = listen();
    await until('the line is found', () => heard.news === 1);
    for (let count = 0; count < 1_000; count++) announcer.announce();
    equal(told, 1);
    await until('the last is told', () => told === 2);
    await delay(20);
    equal(told, 2);
  });

  it('is found again when another writer comes', async () => {
    const heard = listen();
    await delay(20);
    equal(heard.news, 0);
    for (let round = 1; round <= 3; round++) {
      await startWriter();
      heard.line.connect();
      await until('the line is found', () => heard.news === 2 * round - 1);
      announcer.announce();
      await until('the word arrives', () => heard.news === 2 * round);
      await stopWriter();
      await delay(20);
    }
  });

  it('does not grow for a reader that takes nothing', async () => {
    const readers: Socket[] = [];
    await startWriter((reader) => void readers.push(reader));
    const heard = listen();
    await until('the line is found', () => heard.news === 1);
    const [reader] = readers;
    reader?.cork();
    for (let count = 0; count < 100; count++) {
      announcer.announce();
      await delay(2);
    }
    holds((reader?.writableLength ?? 0) <= 1, 'one word waits at most');
  });

  it('is given to so many readers only', async () => {
    let connected = 0;
    await startWriter(() => {
      connected += 1;
    });
    const all = Array.from({ length: 70 }, listen);
    await until('all have tried', () => connected === 70);
    await delay(20);
    const before = all.map((heard) => heard.news);
    announcer.announce();
    await delay(50);
    equal(all.filter((heard, index) => heard.news > (before[index] as number)).length, 64);
  });
});
