import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { existsSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { snapshotFolder } from '@truetape/service';
import { describe, test } from 'vitest';
import { numbersFrom } from './random-recording.ts';
import {
  ask,
  freePort,
  keysOf,
  NO_POSTGRES,
  run,
  type Service,
  temporaryFolder,
  until,
  untilReady,
} from './support.ts';

const SEED = 16;
const ROUNDS = 3;

/** A service that takes snapshots whenever it may. */
async function startIn(folder: string) {
  const port = await freePort();
  const environment = {
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: NO_POSTGRES,
    SNAPSHOT_EVENTS: '20',
  };
  const service = run({ environment });
  await untilReady(service, port);
  return { port, service };
}

const snapshotsIn = (folder: string) =>
  existsSync(snapshotFolder(folder))
    ? readdirSync(snapshotFolder(folder)).filter((file) => file.endsWith('.snapshot'))
    : [];

/** What the newest start said of each part, from the service's log. */
function saidIn(folder: string): string[] {
  const lines = readFileSync(join(folder, 'truetape.log'), 'utf8').trim().split('\n');
  return lines
    .map((line) => JSON.parse(line) as { component?: string; msg: string; reason?: string })
    .filter(({ msg }) => msg.includes('snapshot'))
    .map(({ component, msg, reason }) => [component, msg, reason].filter(Boolean).join(': '));
}

async function order(port: number, folder: string, id: string): Promise<unknown> {
  const [trader] = keysOf(folder).traders;
  const body = {
    clientOrderId: id,
    symbol: 'BTC-USD',
    side: 'buy',
    type: 'limit',
    price: '60000',
    quantity: '0.001',
  };
  const answer = await ask(port, trader?.token ?? '', 'POST', '/v1/orders', body);
  equal(answer.status, 201, `seed ${SEED}`);
  return answer.body.orderId;
}

async function killed({ service }: { readonly service: Service }): Promise<void> {
  service.child.kill('SIGKILL');
  await service.ended;
}

/** What the order path begins with. */
const FOLDS = ['accounts', 'matcher', 'clock', 'identities'];

describe('a service that takes snapshots', { timeout: 120_000 }, () => {
  test(`and is killed, ${ROUNDS} times, some of them while one is written, goes on after the newest whole one`, async () => {
    const folder = temporaryFolder();
    const below = numbersFrom(SEED);
    let first: unknown;
    for (let round = 0; round < ROUNDS; round++) {
      const running = await startIn(folder);
      for (let number = 0; number < 30; number++) {
        const orderId = await order(running.port, folder, `r${round}-${number}`);
        first ??= orderId;
      }
      equal(
        await order(running.port, folder, 'r0-0'),
        first,
        'an order of the first round is known',
      );
      if (round === 0) await until('snapshots', () => snapshotsIn(folder).length >= FOLDS.length);
      else await new Promise((later) => setTimeout(later, below(1_500)));
      await killed(running);
      holds(snapshotsIn(folder).length >= FOLDS.length, 'what was whole is whole still');
    }
    const began = saidIn(folder).filter((line) => line.endsWith(': begins with a snapshot'));
    equal(began.length, FOLDS.length * (ROUNDS - 1), `seed ${SEED}: ${saidIn(folder).join()}`);
  });

  test('passes over one that is cut short, and says so', async () => {
    const folder = temporaryFolder();
    const first = await startIn(folder);
    for (let number = 0; number < 10; number++) await order(first.port, folder, `o${number}`);
    await until('snapshots', () => snapshotsIn(folder).length >= FOLDS.length);
    await killed(first);
    for (const file of snapshotsIn(folder)) truncateSync(join(snapshotFolder(folder), file), 200);
    const second = await startIn(folder);
    await order(second.port, folder, 'after');
    await until('it is said of each', () => {
      const said = saidIn(folder);
      return FOLDS.every((name) =>
        said.some((line) => line.startsWith(`${name}: a snapshot is passed over: it`)),
      );
    });
    await killed(second);
  });
});
