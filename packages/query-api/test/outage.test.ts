import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@truetape/embedded-postgres';
import { Venue } from '@truetape/projections/testing';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ACCOUNTS, eventually, followWith, openApi, openLog } from './support.ts';

/** A Postgres that may be killed and started again, its processes, and the read edge that asks it. */
async function openVenueOnItsOwnPostgres() {
  const dataDir = await mkdtemp(join(tmpdir(), 'truetape-query-api-'));
  // As root, Postgres runs as another user, who must get in.
  await chmod(dataDir, 0o755);
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  let server = await start(dataDir);
  const log = openLog();
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  venue.place('trader-1', { side: 'buy', price: '90', quantity: '1' });
  await venue.settled();
  const projector = followWith(log, server.url);
  const { get } = await openApi(log, { databaseUrl: () => server.url });
  const readable = () =>
    eventually(async () => {
      const answer = await get('/v1/orders', 'trader-1');
      return answer.status === 200 && answer.body.items.length === 1;
    });
  await readable();
  return {
    get,
    readable,
    log,
    projector,
    url: server.url,
    pids: () => pidsOf(dataDir, server.url),
    startAgain: async () => {
      server = await start(dataDir);
      return server.url;
    },
  };
}

async function start(dataDir: string) {
  const server = await startEmbeddedPostgres({ dataDir });
  onTestFinished(() => server.stop());
  return server;
}

/** The postmaster first, then everything that works for it. */
async function pidsOf(dataDir: string, url: string): Promise<[number, ...number[]]> {
  const { home } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'));
  const [postmaster] = (await readFile(join(home, 'postmaster.pid'), 'utf8')).split('\n');
  const { rows } = await asking(url, (client) =>
    client.query<{ pid: number }>('select pid from pg_stat_activity where pid <> pg_backend_pid()'),
  );
  return [Number(postmaster), ...rows.map(({ pid }) => pid)];
}

async function asking<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return use(client).finally(() => client.end());
}

const UNAVAILABLE = {
  status: 503,
  headers: expect.objectContaining({ 'retry-after': '1', 'cache-control': 'no-store' }),
  body: expect.objectContaining({ code: 'SERVICE_UNAVAILABLE' }),
};

const signal = (pids: readonly number[], name: NodeJS.Signals) => {
  for (const pid of pids) process.kill(pid, name);
};

describe('while Postgres', () => {
  test('stands still, all who ask are told, more than may wait at once too; then reads go on', async () => {
    const { get, readable, pids } = await openVenueOnItsOwnPostgres();
    const stopped = await pids();
    signal(stopped, 'SIGSTOP');
    try {
      const many = Array.from({ length: 400 }, () => get('/v1/orders', 'trader-1'));
      for (const answer of await Promise.all(many)) expect(answer).toMatchObject(UNAVAILABLE);
      const later = await get('/v1/accounts/trader-1/balances?minPosition=0', 'trader-1');
      expect(later).toMatchObject(UNAVAILABLE);
      expect((await get('/v1/instruments/BTC-USD/book')).status).toBe(200);
      expect((await get('/v1/time')).status).toBe(200);
    } finally {
      signal(stopped, 'SIGCONT');
    }
    await readable();
  }, 60_000);

  test('is dead, reads are 503; they go on where it starts again', async () => {
    const { get, readable, pids, startAgain, log, projector } = await openVenueOnItsOwnPostgres();
    const [postmaster] = await pids();
    signal([postmaster], 'SIGKILL');
    await eventually(async () => (await get('/v1/orders', 'trader-1')).status === 503);
    expect(await get('/v1/fills', 'trader-1')).toMatchObject(UNAVAILABLE);
    expect((await get('/v1/instruments/BTC-USD/book')).status).toBe(200);
    await projector.stop();
    followWith(log, await startAgain());
    await readable();
  }, 60_000);

  test('has lost its last commits, nothing is shown that is older than what was shown', async () => {
    const { get, url, projector } = await openVenueOnItsOwnPostgres();
    await projector.stop();
    const { position } = (await get('/v1/orders', 'trader-1')).body;
    const move = (by: number) =>
      asking(url, (client) =>
        client.query(`update truetape.checkpoints set position = position + ${by}`),
      );
    await move(-1);
    const older = await get('/v1/orders', 'trader-1');
    expect(older).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1', 'truetape-position': String(position - 1) },
      body: {
        code: 'SERVICE_BEHIND',
        detail: `It is at position ${position - 1}; ${position} was shown before.`,
      },
    });
    const waiting = get('/v1/orders', 'trader-1');
    await move(1);
    expect(await waiting).toMatchObject({ status: 200, body: { position } });
  }, 60_000);

  test('is slow, what takes too long is 503, and what does not is answered', async () => {
    const { get, readable, url } = await openVenueOnItsOwnPostgres();
    await asking(url, async (client) => {
      await client.query('begin');
      await client.query('lock table truetape.fills in access exclusive mode');
      expect(await get('/v1/fills', 'trader-1')).toMatchObject(UNAVAILABLE);
      expect((await get('/v1/orders', 'trader-1')).status).toBe(200);
      await client.query('rollback');
    });
    expect((await get('/v1/fills', 'trader-1')).status).toBe(200);
    await readable();
  }, 60_000);
});
