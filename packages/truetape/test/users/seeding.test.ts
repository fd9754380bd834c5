import { deepStrictEqual as equal, strictEqual } from 'node:assert';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { epochMs } from '@truetape/domain';
import { FileSnapshots } from '@truetape/event-store';
import { openLmdbLog } from '@truetape/event-store-lmdb';
import { createMetrics } from '@truetape/observability';
import { logFolder, snapshotFolder } from '@truetape/service';
import { describe, test } from 'vitest';
import { startOrderPath } from '../../src/start/order-path.ts';
import { by, deskOf, logger } from '../order-path/support.ts';
import {
  ask,
  freePort,
  NO_POSTGRES,
  run,
  temporaryFolder,
  untilReady,
} from '../process/support.ts';
import { startDouble } from '../shapes/shapes.ts';

const tokenOf = (name: string) => `old-token-of-${name}-`.padEnd(43, '0');

/** A folder as it was when nobody was in the log: only the keys file said who there was. */
async function oldFolder(): Promise<string> {
  const dataDir = temporaryFolder();
  const stored = await openLmdbLog({
    folder: logFolder(dataDir),
    clockMs: Date.now,
    onFatal: (error) => {
      throw error;
    },
  });
  const path = await startOrderPath({
    ...{ log: stored, logger, metrics: createMetrics({ processMetrics: false }) },
    snapshots: new FileSnapshots(snapshotFolder(dataDir)),
    now: () => epochMs(Date.now()),
    instance: 'old',
    build: 'old',
    onStopped: (reason) => {
      throw new Error(reason);
    },
  });
  await deskOf({ ...path, log: stored }).listAsset('XRP', 6, by);
  await path.stop();
  await stored.close();
  const keys = {
    operator: { token: tokenOf('operator') },
    operators: [{ userId: 'second', token: tokenOf('second') }],
    traders: [
      { accountId: 'ann', token: tokenOf('ann') },
      { accountId: 'ann', token: tokenOf('ann-2') },
      { accountId: 'bob', token: tokenOf('bob'), expiresAt: '2020-01-01T00:00:00.000Z' },
    ],
  };
  writeFileSync(join(dataDir, 'keys.json'), JSON.stringify(keys), { mode: 0o600 });
  return dataDir;
}

describe('a folder whose log has no users', { timeout: 120_000 }, () => {
  test('has those of its keys file, who may what they might', async () => {
    const dataDir = await oldFolder();
    for (const start of ['first', 'second']) {
      const port = await freePort();
      const service = run({
        environment: { PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: NO_POSTGRES },
      });
      await untilReady(service, port);
      const me = async (name: string) => {
        const { status, body } = await ask(port, tokenOf(name), 'GET', '/v1/me');
        return [status, body.userId, body.accounts];
      };
      const own = [{ accountId: 'ann', access: 'owner' }];
      equal(await me('operator'), [200, 'operator', []], start);
      equal(await me('second'), [200, 'second', []], start);
      equal(await me('ann'), [200, 'ann', own], start);
      equal(await me('ann-2'), [200, 'ann', own], start);
      equal((await me('bob'))[0], 401, start);
      equal((await me('nobody'))[0], 401, start);
      const open = { accountId: `new-${start}` };
      const opened = await ask(port, tokenOf('operator'), 'POST', '/v1/accounts', open);
      strictEqual(opened.status, 201);
      const refused = await ask(port, tokenOf('ann'), 'POST', '/v1/accounts', open);
      strictEqual(refused.status, 403);
      service.child.kill('SIGTERM');
      equal(await service.ended, 0);
    }
  });
});

describe('a service of a cluster without a keys file', { timeout: 120_000 }, () => {
  test('has no users at all, and makes no keys', async () => {
    const dataDir = temporaryFolder();
    const port = await freePort();
    const environment = {
      PORT: String(port),
      DATA_DIR: dataDir,
      EVENTSTORE_URL: await startDouble(),
    };
    const program = join(import.meta.dirname, '../../dist/command-api.js');
    const service = run({ program, arguments: [], environment });
    await untilReady(service, port);
    for (const token of ['operator', 'admin', tokenOf('operator'), '']) {
      strictEqual((await ask(port, token, 'GET', '/v1/me')).status, 401);
    }
    const who = { email: 'operator', password: 'operator' };
    strictEqual((await ask(port, 'x', 'POST', '/v1/sessions', who)).status, 401);
    strictEqual(existsSync(join(dataDir, 'keys.json')), false);
  });
});
