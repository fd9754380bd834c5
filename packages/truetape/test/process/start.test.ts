import { deepStrictEqual as equal, ok as holds, match } from 'node:assert';
import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, test } from 'vitest';
import {
  afterThisTest,
  ask,
  freePort,
  isAlive,
  keysOf,
  niceOf,
  ORDINARY_USER,
  programForAll,
  run,
  type Service,
  temporaryFolder,
  until,
  untilReady,
} from './support.ts';

const shell = promisify(execFile);

async function startIn(folder: string, more: Readonly<Record<string, string>> = {}) {
  const port = await freePort();
  const environment = { PORT: String(port), DATA_DIR: folder, ...more };
  return { port, service: run({ environment }) };
}

describe('a service that starts', { timeout: 120_000 }, () => {
  test('takes the order of its own banner, drains on Ctrl-C and finds its state again', async () => {
    const folder = temporaryFolder();
    const first = await startIn(folder);
    await until('the banner', () => first.service.output().includes("-d '"));
    equal(statSync(join(folder, 'keys.json')).mode & 0o777, 0o600);
    const { traders } = keysOf(folder);
    holds(traders.length >= 4, 'there are at least four traders');
    const curl = first.service.output().slice(first.service.output().indexOf('curl'));
    const placed = JSON.parse((await shell('bash', ['-c', curl])).stdout) as {
      readonly status: string;
      readonly orderId: string;
      readonly receipt: object;
    };
    equal(placed.status, 'open');

    first.service.child.kill('SIGINT');
    equal(await first.service.ended, 0);
    equal(first.service.errors(), '');

    const second = await startIn(folder);
    await untilReady(second.service, second.port);
    const [trader] = keysOf(folder).traders;
    const again = await ask(second.port, trader?.token ?? '', 'POST', '/v1/orders', {
      clientOrderId: 'my-first-order',
      symbol: 'BTC-USD',
      side: 'buy',
      type: 'limit',
      price: '63999.5',
      quantity: '0.01',
    });
    equal([again.status, again.body.repeated, again.body.orderId], [201, true, placed.orderId]);
    equal(again.body.receipt, placed.receipt);
    await until('its row can be read', async () => {
      const path = `/v1/orders/${placed.orderId}`;
      const { status, body } = await ask(second.port, trader?.token ?? '', 'GET', path);
      return status === 200 && body.status === 'open';
    });
  });

  test('with simulated traders has a feed that moves', async () => {
    const port = await freePort();
    const folder = temporaryFolder();
    const environment = { PORT: String(port), DATA_DIR: folder };
    const service = run({ environment, arguments: ['start', '--demo'] });
    await untilReady(service, port);
    await until('there are trades', async () => {
      const { token } = keysOf(folder).operator;
      const { body } = await ask(port, token, 'GET', '/v1/instruments/BTC-USD/trades');
      return Array.isArray(body.items) && body.items.length > 3;
    });
  });

  test.runIf(process.getuid?.() === 0)('runs as an ordinary user as well', async () => {
    const folder = temporaryFolder();
    chownSync(folder, ORDINARY_USER, ORDINARY_USER);
    const port = await freePort();
    const environment = { PORT: String(port), DATA_DIR: folder };
    const service = run({ environment, uid: ORDINARY_USER, program: programForAll() });
    await untilReady(service, port);
    const [trader] = keysOf(folder).traders;
    await until('the read models answer', async () => {
      const path = `/v1/accounts/${trader?.accountId}/balances`;
      return (await ask(port, trader?.token ?? '', 'GET', path)).status === 200;
    });
  });

  test('has a projector of lower priority, and leaves none behind when it is killed', async () => {
    const { service, port } = await startIn(temporaryFolder());
    await untilReady(service, port);
    let projector = 0;
    await until('the projector runs', async () => {
      const found = await shell('pgrep', ['-P', String(service.pid), '-f', 'projections']).catch(
        () => undefined,
      );
      projector = Number(found?.stdout ?? 0);
      return projector > 0;
    });
    await until('the projector yields to others', () => niceOf(projector) === 10);
    service.child.kill('SIGKILL');
    await service.ended;
    await until('the projector has ended', () => !isAlive(projector));
  });
});

describe('a service that cannot start says why in one line and ends with 1', () => {
  async function saysWhy(service: Service, why: RegExp): Promise<void> {
    equal(await service.ended, 1);
    match(service.errors(), /^truetape: [^\n]+\n$/);
    match(service.errors(), why);
  }

  test('when its port is in use', async () => {
    const taken = createServer();
    afterThisTest(() => taken.close());
    const port = await freePort();
    await new Promise<void>((listening) => taken.listen(port, '127.0.0.1', listening));
    const environment = { PORT: String(port), DATA_DIR: temporaryFolder() };
    await saysWhy(run({ environment }), new RegExp(`Port ${port} is in use`));
  });

  test('when another process has its folder', async () => {
    const folder = temporaryFolder();
    const first = await startIn(folder);
    await untilReady(first.service, first.port);
    const second = await startIn(folder);
    await saysWhy(second.service, new RegExp(`is being written by process ${first.service.pid}`));
  });

  test('when its folder cannot be written', async () => {
    const folder = join(temporaryFolder(), 'closed');
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(folder, ORDINARY_USER, ORDINARY_USER);
    const environment = { PORT: String(await freePort()), DATA_DIR: join(folder, 'data') };
    const asOrdinary = isRoot ? { uid: ORDINARY_USER, program: programForAll() } : {};
    const service = run({ environment, ...asOrdinary });
    await saysWhy(service, /cannot be written\. Set DATA_DIR/);
  });

  test('when its folder is a file', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const environment = { PORT: String(await freePort()), DATA_DIR: file };
    await saysWhy(run({ environment }), /is not a folder\. Set DATA_DIR/);
  });

  test('when the disk is full', async () => {
    const environment = { PORT: String(await freePort()), DATA_DIR: temporaryFolder() };
    const full = ['-qq', '-f', '-o', '/dev/null', '-e', 'trace=fdatasync'];
    const inject = ['-e', 'inject=fdatasync:error=ENOSPC'];
    const service = run({ environment, under: ['strace', ...full, ...inject] });
    await saysWhy(service, /is full|No space left/);
  });

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://here'],
  ])('when %s is %s', async (name, value) => {
    const environment = { PORT: '0', DATA_DIR: temporaryFolder(), [name]: value };
    await saysWhy(run({ environment }), new RegExp(`${name} is wrong: "${value}"`));
  });
});
