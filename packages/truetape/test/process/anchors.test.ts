import { deepStrictEqual as equal, ok as holds, match } from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import {
  ask,
  freePort,
  keysOf,
  PROGRAM,
  run,
  temporaryFolder,
  until,
  untilReady,
} from './support.ts';

const GUIDE = join(import.meta.dirname, '../../../../docs/audit-proofs.md');

async function startIn(dataDir: string, more: Readonly<Record<string, string>> = {}) {
  const port = await freePort();
  const environment = { PORT: String(port), DATA_DIR: dataDir, ...more };
  const service = run({ environment });
  await untilReady(service, port);
  const stop = async () => {
    service.child.kill('SIGTERM');
    equal(await service.ended, 0, service.errors());
  };
  const place = async (clientOrderId: string) => {
    const { token } = keysOf(dataDir).traders[0] as { readonly token: string };
    const order = {
      symbol: 'BTC-USD',
      side: 'buy',
      type: 'limit',
      price: '60000',
      quantity: '0.01',
    };
    const answer = await ask(port, token, 'POST', '/v1/orders', { ...order, clientOrderId });
    equal(answer.status, 201);
    return answer.body;
  };
  const anchors = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
    const { checks } = (await answer.json()) as { readonly checks: Record<string, object> };
    return { status: answer.status, check: checks.anchors };
  };
  const untilProjected = () =>
    until('the read models answer', async () => {
      const { accountId, token } = keysOf(dataDir).traders[0] as {
        accountId: string;
        token: string;
      };
      return (await ask(port, token, 'GET', `/v1/accounts/${accountId}/balances`)).status === 200;
    });
  return { service, port, stop, place, anchors, untilProjected };
}

function audit(dataDir: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'audit', ...words], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const anchorFile = (dataDir: string) => join(dataDir, 'anchors/anchors.ndjson');
const publicKey = (dataDir: string) => join(dataDir, 'anchors/public-key.pem');
const linesOf = (dataDir: string) =>
  existsSync(anchorFile(dataDir))
    ? readFileSync(anchorFile(dataDir), 'utf8').trim().split('\n')
    : [];

describe('a service', { timeout: 120_000 }, () => {
  test('anchors its log; a receipt is proved by it, also by hand, and a log that was put back is found out', async () => {
    const dataDir = temporaryFolder();
    const scratch = temporaryFolder();
    const first = await startIn(dataDir);
    const { receipt } = await first.place('one');
    await until('it is anchored', async () => {
      const { check } = await first.anchors();
      return linesOf(dataDir).length > 0 && JSON.stringify(check) === '{"ok":true,"optional":true}';
    });
    await first.stop();
    cpSync(join(dataDir, 'log'), join(scratch, 'log'), { recursive: true });
    const early = join(scratch, 'early.json');
    writeFileSync(early, linesOf(dataDir).at(-1) ?? '');

    const second = await startIn(dataDir);
    const { receipt: later } = await second.place('two');
    await second.untilProjected();
    await second.stop();
    writeFileSync(join(scratch, 'answer.json'), JSON.stringify({ receipt }));
    const proved = audit(dataDir, 'prove', join(scratch, 'answer.json'), '--json');
    equal([proved.status, proved.stderr], [0, '']);
    const proof = join(scratch, 'proof.json');
    writeFileSync(proof, proved.stdout);
    equal(audit('/nowhere', 'verify-proof', proof, '--key', publicKey(dataDir)).status, 0);
    const [, script = ''] = /^```bash\n(.*?)^```/ms.exec(readFileSync(GUIDE, 'utf8')) ?? [];
    const byHand = (path: string) =>
      spawnSync('bash', ['-c', script, 'check-proof.sh', path, publicKey(dataDir)], {
        encoding: 'utf8',
      });
    const checked = byHand(proof);
    equal(
      [checked.status, checked.stdout.trim()],
      [0, 'Signature Verified Successfully'],
      checked.stderr,
    );
    const forged = join(scratch, 'forged.json');
    writeFileSync(
      forged,
      proved.stdout.replace('\\"price\\":\\"60000\\"', '\\"price\\":\\"50000\\"'),
    );
    equal(
      [
        byHand(forged).status,
        audit('/nowhere', 'verify-proof', forged, '--key', publicKey(dataDir)).status,
      ],
      [1, 1],
    );

    equal(audit(dataDir, 'consistency', early, anchorFile(dataDir)).status, 0);
    equal(audit(dataDir, 'consistency', join(scratch, 'log'), dataDir).status, 0);
    const verified = audit(dataDir, 'verify');
    equal(verified.status, 0, verified.stdout + verified.stderr);
    match(verified.stdout, /nothing is younger than the last outside anchor/);
    equal(audit(dataDir, 'prove', 'account-trader-1').status, 2);

    // Somebody puts back the log as it was before the second order.
    rmSync(join(dataDir, 'log'), { recursive: true });
    cpSync(join(scratch, 'log'), join(dataDir, 'log'), { recursive: true });
    const put = audit(dataDir, 'verify');
    equal(put.status, 1);
    match(put.stdout, /anchor: of the outside anchor of .* events, and the log only/);
    equal(audit(dataDir, 'prove', JSON.stringify(later)).status, 1);
    equal(audit(dataDir, 'consistency', anchorFile(dataDir), dataDir).status, 1);
    const signed = linesOf(dataDir).length;
    const third = await startIn(dataDir);
    await until('the notary refuses', () => third.service.errors().includes('stays down'));
    match(third.service.errors(), /notary: The log is not the one that was anchored outside/);
    equal((await third.anchors()).status, 200);
    await third.place('three');
    equal(linesOf(dataDir).length, signed, 'nothing more is signed');
    await third.stop();
  });

  test('takes orders without a notary that cannot read its key, and says so', async () => {
    const dataDir = temporaryFolder();
    const { service, place, anchors, stop } = await startIn(dataDir, {
      ANCHOR_KEY: '/nowhere/key.pem',
    });
    await until('the notary is down', () => service.errors().includes('stays down'));
    match(service.errors(), /^notary: \/nowhere\/key\.pem cannot be read \(ENOENT\)\.\n/);
    await place('one');
    equal(await anchors(), {
      status: 200,
      check: { ok: false, optional: true, detail: 'there is no notary' },
    });
    await stop();
  });

  test('never opens the key itself; its notary does', async () => {
    const dataDir = temporaryFolder();
    const trace = join(temporaryFolder(), 'trace');
    const port = await freePort();
    const under = ['strace', '-D', '-ff', '-qq', '-e', 'trace=openat,execve', '-o', trace];
    const service = run({ environment: { PORT: String(port), DATA_DIR: dataDir }, under });
    await untilReady(service, port);
    await until('it is anchored', () => linesOf(dataDir).length > 0);
    const threads = readdirSync(`/proc/${service.pid}/task`);
    const openers = execFileSync('bash', ['-c', `grep -l 'anchors/key.pem' ${trace}.*`], {
      encoding: 'utf8',
    })
      .trim()
      .split('\n')
      .map((path) => path.slice(trace.length + 1));
    holds(openers.length > 0, 'somebody opens it');
    equal(
      openers.filter((thread) => threads.includes(thread)),
      [],
    );
  });
});

test('a notary that is started apart signs with a key of its own, and the service signs nothing', {
  timeout: 120_000,
}, async () => {
  const dataDir = temporaryFolder();
  const scratch = temporaryFolder();
  const key = join(scratch, 'key.pem');
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', key]);
  chmodSync(key, 0o400);
  const { place, stop, untilProjected } = await startIn(dataDir, { ANCHOR_KEY: '-' });
  await place('one');
  await untilProjected();
  const file = join(scratch, 'anchors.ndjson');
  const notary = run({
    program: PROGRAM.replace(/truetape\.js$/, 'notary.js'),
    arguments: [],
    environment: { DATA_DIR: dataDir, ANCHOR_KEY: key, ANCHOR_FILE: file },
  });
  await until('it has signed', () => existsSync(file));
  notary.child.kill('SIGTERM');
  equal(await notary.ended, 0, notary.errors());
  await stop();
  equal(linesOf(dataDir), [], 'the service itself has signed nothing');
  const verified = audit(dataDir, 'verify', '--anchors', file, '--key', publicKey(dataDir));
  equal(verified.status, 0, verified.stdout + verified.stderr);
  match(verified.stdout, /outsideAnchors +[1-9]/);
  match(verified.stdout, /^anchors +[1-9]/m, 'the log is still anchored in itself');
});
