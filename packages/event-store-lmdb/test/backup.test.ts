import { deepStrictEqual as equal, ok as holds, rejects } from 'node:assert';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fill, readAll, samples } from '@truetape/event-store/contract';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { backupLmdbLog, openLmdbLog, openLmdbReader } from '../src/index.ts';
import { newFolder } from './lmdb-harness.ts';
import { kill, message, runChild } from './run-child.ts';

let folder: string;
let target: string;
const open = (where: string) =>
  openLmdbLog({ folder: where, clockMs: Date.now, onFatal: () => {} });

beforeEach(() => {
  folder = newFolder();
  target = join(newFolder(), 'backup');
});

afterEach(() => {
  for (const each of [folder, join(target, '..')]) rmSync(each, { recursive: true });
});

async function eventsIn(where: string) {
  const log = await openLmdbReader({ folder: where });
  const events = await readAll(log);
  await log.close();
  return events;
}

describe('a backup', () => {
  it('is the log as it was at one position, and says which', async () => {
    const log = await open(folder);
    const { hash } = await fill(log, 'a', samples(700), 10);
    const { bytes, ...backup } = await backupLmdbLog({ folder, target });
    equal(backup, { logId: log.logId, position: 699, hash, events: 700 });
    holds(bytes > 0, 'it has a size');
    await fill(log, 'a', samples(3, 700));
    equal(await eventsIn(target), (await readAll(log)).slice(0, 700));
    equal(readdirSync(target).sort(), ['data.mdb', 'lock.mdb']);
    await log.close();
  });

  it('can be gone on with, and then is another past of the same log', async () => {
    const log = await open(folder);
    await fill(log, 'a', samples(5));
    await backupLmdbLog({ folder, target });
    await fill(log, 'a', samples(2, 5));
    const again = await open(target);
    equal(again.logId, log.logId);
    const { position, hash } = await fill(again, 'a', samples(1, 9));
    equal(position, 5);
    holds((await readAll(log))[5]?.hash !== hash, 'the hash tells the two apart');
    await again.close();
    await log.close();
  });

  it('may be made of an empty log', async () => {
    await (await open(folder)).close();
    const { position, hash, events } = await backupLmdbLog({ folder, target });
    equal([position, hash, events], [-1, undefined, 0]);
  });

  it('of a log under load is a prefix of it each time, and takes nothing from its writer', async () => {
    const child = await runChild('write', folder);
    await message(child, (told) => told !== 'ready');
    const positions: number[] = [];
    const backups = Array.from({ length: 4 }, (_, index) => `${target}/${index}`);
    for (const each of backups) {
      positions.push((await backupLmdbLog({ folder, target: each })).position);
      await message(child, (told) => told !== 'ready');
    }
    await kill(child);
    const all = await eventsIn(folder);
    for (const [index, each] of backups.entries()) {
      const events = await eventsIn(each);
      equal(events.length, (positions[index] as number) + 1);
      equal(events, all.slice(0, events.length));
    }
    equal(
      [...positions].sort((one, other) => one - other),
      positions,
    );
    holds((positions.at(-1) as number) > (positions[0] as number), 'the writer went on');
  });

  it('is refused where there is no log, and where something else lies', async () => {
    await rejects(backupLmdbLog({ folder, target }), { message: `There is no log in ${folder}` });
    await (await open(folder)).close();
    mkdirSync(target);
    writeFileSync(join(target, 'mine'), '');
    await rejects(backupLmdbLog({ folder, target }), { message: `${target} is not empty` });
    equal(readdirSync(target), ['mine']);
  });
});
