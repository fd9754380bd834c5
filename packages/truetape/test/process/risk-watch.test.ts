import { deepStrictEqual as equal, ok as holds, match } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import {
  ask,
  freePort,
  keysOf,
  NO_POSTGRES,
  PROGRAM,
  run,
  temporaryFolder,
  until,
  untilReady,
} from './support.ts';

/** The process that watches, among the children of another one. */
function watchOf(parent: number): number | undefined {
  const children = readdirSync(`/proc/${parent}/task`)
    .flatMap((task) => readFileSync(`/proc/${parent}/task/${task}/children`, 'utf8').split(' '))
    .filter((pid) => pid !== '');
  return children
    .map(Number)
    .find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('risk-watch.js'));
}

describe('a service whose risk watch is killed', { timeout: 120_000 }, () => {
  test('watches on: an account that reached its hard limit meanwhile is killed, and the log proves it', async () => {
    const dataDir = temporaryFolder();
    const port = await freePort();
    const environment = { PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: NO_POSTGRES };
    const service = run({ environment });
    await untilReady(service, port);
    const { operator, traders } = keysOf(dataDir);
    const [trader] = traders;
    holds(trader !== undefined);
    const { accountId, token } = trader;
    const checks = async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
      return ((await answer.json()) as { checks: { limits: { ok: boolean } } }).checks.limits;
    };
    await until('somebody watches', async () => (await checks()).ok);

    const limited = await ask(port, operator.token, 'POST', `/v1/accounts/${accountId}/limits`, {
      scope: 'account',
      assets: [{ asset: 'USD', openNotional: '1000' }],
      hard: ['openNotional'],
    });
    equal(limited.status, 201, JSON.stringify(limited.body));
    const watch = watchOf(service.pid);
    holds(watch !== undefined, 'it is a process of its own');
    process.kill(watch, 'SIGKILL');
    const order = { symbol: 'BTC-USD', side: 'buy', type: 'limit', price: '60000' };
    const place = async (clientOrderId: string, quantity: string) =>
      ask(port, token, 'POST', '/v1/orders', { ...order, quantity, clientOrderId });
    equal((await place('one', '0.02')).status, 201);
    await until('the kill switch trips', async () => {
      const { body } = await place(`try-${Date.now()}`, '0.00001');
      return body.code === 'RISK_KILL_SWITCH';
    });

    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    match(metrics, /truetape_risk_thresholds_total\{measure="openNotional",percent="100"\} 1/);
    match(metrics, /truetape_risk_trips_total\{measure="openNotional"\} 1/);
    service.child.kill('SIGTERM');
    equal(await service.ended, 0, service.errors());
    const verified = spawnSync(process.execPath, [PROGRAM, 'audit', 'verify', '--json'], {
      env: { PATH: process.env.PATH, DATA_DIR: dataDir },
      encoding: 'utf8',
    });
    equal(verified.status, 0, verified.stdout);
    const { riskEvents, riskUnsaid } = JSON.parse(verified.stdout) as Record<string, number>;
    equal([riskEvents, riskUnsaid], [5, 0]);
  });
});
