import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@truetape/embedded-postgres';
import pg from 'pg';
import { describe, test } from 'vitest';
import {
  afterThisTest,
  ask,
  freePort,
  keysOf,
  run,
  type Service,
  temporaryFolder,
  until,
  untilReady,
} from '../process/support.ts';
import { type CrashingDisk, crashingDisk } from './disks.ts';
import { type Found, recover } from './found.ts';
import { type Load, orderAt, type Receipt, trade } from './load.ts';
import { CUTS, CUTS_WITHOUT_SYNC } from './sizes.ts';
import { follow } from './subscriber.ts';

/** The whole proof takes longer with every cut: the other cuts compare hashes. */
const PROVEN_EVERY = 10;

const UNSYNCED = ['--import', join(import.meta.dirname, 'unsynced-lmdb.mjs')];

/** A service under load on a disk whose power is cut, its read models in a Postgres that is not. */
async function serviceOn(disk: CrashingDisk, nodeOptions: readonly string[] = []) {
  const dataDir = join(disk.folder, 'data');
  const postgres = await startEmbeddedPostgres({ dataDir: temporaryFolder() });
  afterThisTest(() => postgres.stop());
  const port = await freePort();
  const environment = {
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: postgres.url,
    LOG_FILE: '-',
    LOG_LEVEL: 'warn',
    NODE_OPTIONS: nodeOptions.join(' '),
  };
  const service = run({ environment });
  await untilReady(service, port);
  const database = new pg.Client({ connectionString: postgres.url });
  await database.connect();
  afterThisTest(() => database.end());
  const subscriber = await follow(dataDir);
  const load = trade(port, keysOf(dataDir), 'load');
  const readModelsAt = async (): Promise<Checkpoint | undefined> => {
    const asked = 'select position, hash from truetape.checkpoints order by position desc limit 1';
    const { rows } = await database.query<Checkpoint>(asked).catch(() => ({ rows: [] }));
    return rows[0];
  };
  // Whoever opens the log to read it syncs it: from here on nobody does who is not told to.
  await until('the read models follow', async () => (await readModelsAt())?.hash != null);
  await until('the notary anchors', () => existsSync(join(dataDir, 'anchors/anchors.ndjson')));
  return { service, load, subscriber, readModelsAt };
}

interface Checkpoint {
  readonly position: string;
  readonly hash: string | null;
}

/** What somebody knew when the power was cut, and what of it is gone afterwards. */
interface Losses {
  readonly acknowledged: number;
  readonly lost: number;
  readonly seen: number;
  readonly unseen: number;
  readonly readModels: boolean;
  readonly fault: string | undefined;
}

type Running = Awaited<ReturnType<typeof serviceOn>>;

async function cutUnderLoad(disk: CrashingDisk, running: Running, cut: number): Promise<Losses> {
  const { load, subscriber, readModelsAt } = running;
  const before = load.receipts.length;
  load.resume();
  await sleep(100 + Math.random() * 400);
  await until('the load goes on', () => load.receipts.length > before);
  const checkpoint = await readModelsAt();
  const receipts: readonly Receipt[] = load.receipts.slice();
  const hashes = subscriber.hashes.slice();
  const { folder, discard } = await disk.cut();
  load.pause();
  const found = await recover(join(folder, 'data'), { proves: cut % PROVEN_EVERY === 1 });
  await discard();
  const losses = lossesOf(found, receipts, hashes, checkpoint);
  process.stdout.write(`cut ${cut}: ${JSON.stringify(losses)}\n`);
  return losses;
}

async function cuts(count: number, nodeOptions: readonly string[] = []): Promise<Losses[]> {
  const disk = await crashingDisk();
  const running = await serviceOn(disk, nodeOptions);
  const all: Losses[] = [];
  for (let cut = 1; cut <= count; cut++) all.push(await cutUnderLoad(disk, running, cut));
  await stop(running.service, running.load);
  return all;
}

function lossesOf(
  found: Found,
  receipts: readonly Receipt[],
  hashes: readonly string[],
  checkpoint: Checkpoint | undefined,
): Losses {
  const hash = checkpoint?.hash ?? undefined;
  return {
    acknowledged: receipts.length,
    lost: found.lost(receipts),
    seen: hashes.length,
    unseen: hashes.filter((seen, position) => !found.has(position, seen)).length,
    readModels: hash === undefined || found.has(Number(checkpoint?.position), hash),
    fault: found.fault,
  };
}

async function stop(service: Service, load: Load): Promise<void> {
  await load.stop();
  service.child.kill('SIGKILL');
  await service.ended;
}

describe('power cuts under load', () => {
  test(`${CUTS} of them lose nothing that was acknowledged, seen by a subscriber or projected`, {
    timeout: 60_000 + CUTS * 15_000,
  }, async () => {
    for (const { acknowledged, seen, ...losses } of await cuts(CUTS)) {
      holds(acknowledged > 0 && seen > 0, 'there was something to lose');
      equal(losses, { lost: 0, unseen: 0, readModels: true, fault: undefined });
    }
  });

  test('leave a disk on which the whole service starts and takes orders', async () => {
    const disk = await crashingDisk();
    const { service, load } = await serviceOn(disk);
    await until('there is something to lose', () => load.receipts.length > 200);
    const receipts = load.receipts.slice();
    const { folder } = await disk.cut();
    await stop(service, load);
    const port = await freePort();
    const dataDir = join(folder, 'data');
    const again = run({ environment: { PORT: String(port), DATA_DIR: dataDir } });
    await untilReady(again, port);
    const token = keysOf(dataDir).traders[0]?.token ?? '';
    const placed = await ask(port, token, 'POST', '/v1/orders', orderAt('after-the-cut', 0));
    equal(placed.status, 201);
    again.child.kill('SIGTERM');
    equal(await again.ended, 0);
    const found = await recover(dataDir);
    equal([found.fault, found.lost([...receipts, placed.body.receipt as Receipt])], [undefined, 0]);
  });

  test(`${CUTS_WITHOUT_SYNC} of them lose something each when nothing is synced`, {
    timeout: 60_000 + CUTS_WITHOUT_SYNC * 15_000,
  }, async () => {
    for (const { lost, unseen } of await cuts(CUTS_WITHOUT_SYNC, UNSYNCED)) {
      holds(lost > 0 && unseen > 0, 'something is lost');
    }
  });
});
