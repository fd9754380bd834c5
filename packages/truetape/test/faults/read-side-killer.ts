import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisServer } from '@truetape/market-data-redis/testing';
import { isAlive, until } from '../process/support.ts';
import { PATIENCE_MS, type Running } from '../shapes/shapes.ts';
import { serviceKiller } from './service-killer.ts';

/** What reads stand on. */
export const READ_SIDE = ['postgres', 'redis', 'projections', 'market-data'] as const;

/** A Redis that has died is away for so long, at most. */
const AWAY_MS_MAX = 2_000;

/**
 * Kills what reads stand on. Their supervisor starts everything again but Redis, which comes back as it was some kills
 * ago, or empty.
 */
export function readSideKiller(
  running: Running,
  redis: RedisServer,
  below: (limit: number) => number,
): (name: (typeof READ_SIDE)[number]) => Promise<void> {
  const killService = serviceKiller(running);
  return async (name) => {
    if (name === 'redis') return restart(redis, below);
    if (name === 'postgres') process.kill(await postmasterOf(running), 'SIGKILL');
    else await killService(name);
    if (below(2) === 0) await redis.operator.save();
  };
}

async function restart(redis: RedisServer, below: (limit: number) => number): Promise<void> {
  await redis.kill();
  if (below(2) === 0) rmSync(join(redis.folder, 'dump.rdb'), { force: true });
  await sleep(below(AWAY_MS_MAX));
  await redis.start();
}

/** The server of the data folder, as soon as it lives. */
async function postmasterOf({ dataDir }: Running): Promise<number> {
  const { home } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'));
  let pid = 0;
  await until(
    'Postgres runs',
    async () => {
      const file = await readFile(join(home, 'postmaster.pid'), 'utf8').catch(() => '');
      pid = Number(file.split('\n')[0]);
      return pid > 0 && isAlive(pid);
    },
    PATIENCE_MS,
  );
  return pid;
}
