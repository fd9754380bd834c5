import { strictEqual as equal } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { request } from 'node:https';
import { join } from 'node:path';
import { OwnAgent } from '@truetape/edge';
import { describe, test } from 'vitest';
import { freePort, keysOf, run, temporaryFolder, until } from './support.ts';

/** A certificate for another name than that of this machine, which nobody has signed. */
function newCertificate(): { readonly TLS_CERT: string; readonly TLS_KEY: string } {
  const folder = temporaryFolder();
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2';
  const name = ['-subj', '/CN=desk.example', '-addext', 'subjectAltName=DNS:desk.example'];
  execFileSync('openssl', [...words.split(' '), ...name, '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  });
  return { TLS_CERT: cert, TLS_KEY: key };
}

describe('a service with a certificate', { timeout: 120_000 }, () => {
  test.each([
    ['in one process', []],
    ['in processes of its own', ['--processes']],
  ])('%s opens its venue, takes orders and answers reads by HTTPS', async (_what, flags) => {
    const folder = temporaryFolder();
    const certificate = newCertificate();
    const [port, queryPort] = [await freePort(), await freePort()];
    const service = run({
      arguments: ['start', ...flags],
      environment: {
        ...certificate,
        DATA_DIR: folder,
        PORT: String(port),
        QUERY_PORT: String(queryPort),
        PROJECTIONS_PORT: '',
      },
    });
    const agent = new OwnAgent(certificate.TLS_CERT, { keepAlive: false });
    const ask = (method: string, path: string, body?: object) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = {
          authorization: `Bearer ${keysOf(folder).traders[0]?.token}`,
          ...(body && { 'content-type': 'application/json' }),
        };
        const asked = request({ host: '127.0.0.1', port, path, method, headers, agent });
        asked.on('response', (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        asked.on('error', reject);
        asked.end(body && JSON.stringify(body));
      });
    await until(`the banner (${service.errors()})`, () =>
      service.output().includes(`takes orders at https://127.0.0.1:${port}`),
    );
    const order = {
      clientOrderId: 'first',
      symbol: 'BTC-USD',
      side: 'buy',
      type: 'limit',
      price: '63999.5',
      quantity: '0.01',
    };
    equal(await ask('POST', '/v1/orders', order), 201);
    await until(
      'reads are answered',
      async () => (await ask('GET', '/v1/instruments')) === 200,
      60_000,
    );
    service.child.kill('SIGTERM');
    equal(await service.ended, 0);
  });

  test('of which one file is missing ends with one line', async () => {
    const service = run({
      environment: { DATA_DIR: temporaryFolder(), TLS_CERT: newCertificate().TLS_CERT },
    });
    equal(await service.ended, 1);
    equal(
      service.errors(),
      'truetape: TLS_CERT and TLS_KEY belong together: one is set and the other is not.\n',
    );
  });
});
