import { deepStrictEqual as equal, match } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill, numbersOf, readAll, samples } from '@truetape/event-store/contract';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { EventStoreDbDouble } from '../src/double/index.ts';
import { openEventStoreDbLog } from '../src/index.ts';
import { SHORT } from './with-double.ts';

const LOGIN = 'truetape:p@ss:word/1';
let folder = '';
let double: EventStoreDbDouble;

/** A certificate for 127.0.0.1 that is its own authority. */
function certify(name: string): void {
  const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)];
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', ...kind, '-days', '2', ...subject, ...files], { stdio: 'pipe' });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'truetape-tls-'));
  certify('server');
  certify('other');
  const [key, certificate] = ['server.key', 'server.crt'].map((file) =>
    readFileSync(join(folder, file)),
  ) as [Buffer, Buffer];
  double = await EventStoreDbDouble.start({ tls: { key, certificate }, login: LOGIN });
});

afterAll(async () => {
  await double?.shutDown();
  rmSync(folder, { recursive: true, force: true });
});

const [user = '', password = ''] = [
  LOGIN.slice(0, LOGIN.indexOf(':')),
  LOGIN.slice(LOGIN.indexOf(':') + 1),
].map(encodeURIComponent);

const open = (connectionString: string) =>
  openEventStoreDbLog({ connectionString, clockMs: Date.now, limits: SHORT });

/** Why a log could not be opened. */
const refused = (connectionString: string) =>
  open(connectionString).then(
    async (log) => {
      await log.close();
      return 'it was opened';
    },
    (error: Error) => `${error.name}: ${error.message}`,
  );

const address = () => `127.0.0.1:${double.port}`;
const authority = (name: string) => `tlsCAFile=${join(folder, `${name}.crt`)}`;

describe('a server that asks who is there, over TLS', () => {
  it('is read and written with what the connection string says', async () => {
    const log = await open(`esdb://${user}:${password}@${address()}?${authority('server')}`);
    await fill(log, 'a', samples(3));
    equal(numbersOf(await readAll(log)), [0, 1, 2]);
    await log.close();
  });

  it('is not taken for one whose certificate another authority has signed', async () => {
    const why = await refused(`esdb://${user}:${password}@${address()}?${authority('other')}`);
    match(why, /^LogUnavailableError: .*(certificate|UNAVAILABLE|connect)/i);
  });

  it.each([
    ['a wrong password', `${user}:wrong@`],
    ['no name', ''],
  ])('refuses %s, which is said without the password', async (_, login) => {
    const why = await refused(`esdb://${login}${address()}?${authority('server')}`);
    match(why, /^LogUnavailableError: (?!.*wrong).*who are you\?/);
  });
});
