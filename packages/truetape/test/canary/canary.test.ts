import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedEvent } from '@truetape/kernel';
import { openTestPostgres } from '@truetape/projections/testing';
import pg from 'pg';
import { onTestFinished, test } from 'vitest';
import { PROCESSES_ON_LMDB, type Running, startAs } from '../shapes/shapes.ts';
import { filesIn, findLeaks } from './leaks.ts';
import { type Answered, base32Bytes, type Send, totp, visitorAt } from './visitor.ts';

const mark = () => randomBytes(9).toString('hex');
/** Where the client of this test lives; nobody else is there. */
const ADDRESS = '127.83.117.201';

/** Passwords take their time, and their turn. */
async function whenThereIsTime(ask: () => Promise<Answered>): Promise<Answered> {
  for (;;) {
    const answered = await ask();
    if (answered.status !== 429 && answered.status !== 503) return answered;
    await sleep(500);
  }
}

async function expecting(status: number, asked: Promise<Answered>) {
  const answered = await asked;
  strictEqual(answered.status, status, JSON.stringify(answered.body));
  return answered.body as Readonly<Record<string, string>>;
}

/** The token of the newest mail. */
function mailedTo(dataDir: string): string {
  const folder = join(dataDir, 'mail');
  const newest = readdirSync(folder).sort().at(-1) ?? '';
  return /\bttm_[\w-]+/.exec(readFileSync(join(folder, newest), 'utf8'))?.[0] ?? '';
}

/** Somebody does all that secrets are needed for, right and wrong. @returns the secrets */
async function live({ dataDir, keys }: Running, send: Send) {
  const email = `canary-${mark()}@nest-${mark()}.example`;
  const password = `Pass phrase/${mark()}`;
  const credentials = { email, password };
  await expecting(
    202,
    whenThereIsTime(() => send('POST', '/v1/users', credentials)),
  );
  const mailToken = mailedTo(dataDir);
  await expecting(
    201,
    whenThereIsTime(() => send('POST', '/v1/users/verify', { token: mailToken, password })),
  );
  const wrongPassword = `Wrong ${mark()}`;
  const wrong = { email, password: wrongPassword };
  await expecting(
    401,
    whenThereIsTime(() => send('POST', '/v1/sessions', wrong)),
  );
  const first = await expecting(
    201,
    whenThereIsTime(() =>
      send('POST', '/v1/sessions', { ...credentials, device: `nest ${mark()}` }),
    ),
  );
  const { refreshToken: used = '' } = first;
  const session = await expecting(
    201,
    send('POST', '/v1/sessions/refresh', { refreshToken: used }),
  );
  const { accessToken = '', refreshToken = '' } = session;
  const { secret = '' } = await expecting(
    201,
    whenThereIsTime(() => send('POST', '/v1/second-factor', { password }, accessToken)),
  );
  const enabled = await expecting(
    201,
    send('POST', '/v1/second-factor/enable', { code: totp(secret) }, accessToken),
  );
  const recoveryCodes = enabled.recoveryCodes as unknown as readonly string[];
  const code = totp(secret, 1);
  await expecting(201, send('POST', '/v1/sessions/step-up', { code }, accessToken));
  const ofKind = (kind: string) =>
    expecting(201, send('POST', '/v1/keys', { kind, scopes: ['read'] }, accessToken));
  const { token: bearer = '' } = await ofKind('bearer');
  const { secret: hmac = '' } = await ofKind('hmac-sha256');
  await expecting(200, send('GET', '/v1/me', undefined, bearer));
  await expecting(403, send('GET', '/v1/audit/events', undefined, bearer));
  await expecting(401, send('POST', '/v1/sessions/refresh', { refreshToken: used }));
  const stranger = `ttk_${mark()}${mark()}`;
  await expecting(401, send('GET', '/v1/orders', undefined, stranger));
  await expecting(401, send('GET', '/v1/orders'));
  const { operator, traders } = keys;
  await expecting(200, send('GET', '/v1/audit/events?limit=5', undefined, operator.token));
  return {
    ...{ email, password, wrongPassword, mailToken, used, refreshToken, bearer, stranger },
    accessToken,
    'signature of the access token': accessToken.split('.').at(-1) ?? '',
    'TOTP secret': secret,
    'TOTP secret as bytes': base32Bytes(secret),
    'HMAC secret': hmac,
    'HMAC secret as bytes': Buffer.from(hmac, 'base64url'),
    ...Object.fromEntries(recoveryCodes.map((each, index) => [`recovery code ${index}`, each])),
    'key of the operator': operator.token,
    'key of a trader': traders[0]?.token ?? '',
    address: ADDRESS,
  };
}

async function* rowsOf(url: string): AsyncIterable<readonly [string, Buffer]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name
        from pg_tables where schemaname = 'truetape'`,
    );
    for (const { name } of rows) {
      const { rows: all } = await client.query(`select t::text as row from ${name} t`);
      yield [name, Buffer.from(all.map(({ row }) => row).join('\n'))];
    }
  } finally {
    await client.end();
  }
}

test('no secret and no personal data is found where it does not belong', async () => {
  const postgres = await openTestPostgres();
  onTestFinished(() => postgres.stop());
  const databaseUrl = await postgres.newDatabase();
  const environment = { DATABASE_URL: databaseUrl, LOG_LEVEL: 'trace' };
  const running = await startAs({ ...PROCESSES_ON_LMDB, environment });
  const { port, dataDir, service, environment: told } = running;
  const errors: string[] = [];
  const secrets = await live(running, visitorAt(ADDRESS, port, errors));
  const metrics = await Promise.all(
    [port, told.QUERY_PORT].map(async (each) =>
      (await fetch(`http://127.0.0.1:${each}/metrics`)).text(),
    ),
  );
  strictEqual(await running.stop(), 0, service.errors());

  const log = await running.openLog();
  const events: RecordedEvent[] = [];
  for await (const batch of log.readAll({ after: -1 })) events.push(...batch);
  await log.close();
  // Of the read edge too, which has the order path append for it.
  const noted = events
    .filter(({ stream }) => stream === 'security')
    .map(({ type, data }) => `${type} ${(data as { readonly route?: string }).route ?? ''}`);
  for (const each of ['AccessDenied GET /v1/orders', 'AuditorRead GET /v1/audit/events']) {
    ok(noted.includes(each), `${each} in ${noted.join(', ')}`);
  }
  strictEqual(noted.filter((each) => each === 'AccessDenied GET /v1/orders').length, 2);

  const places: (readonly [string, Buffer])[] = [
    ['events', Buffer.from(events.map((event) => JSON.stringify(event)).join('\n'))],
    ['error answers', Buffer.from(errors.join('\n'))],
    ['metrics', Buffer.from(metrics.join('\n'))],
    ['errors on the terminal', Buffer.from(service.errors())],
    ...filesIn(
      dataDir,
      (path) => path === 'keys.json' || path === 'master.key' || path.startsWith('mail'),
    ),
  ];
  for await (const rows of rowsOf(databaseUrl)) places.push(rows);
  ok(places.some(([place]) => place === 'truetape.security_events'));
  ok(places.some(([place]) => place.endsWith('.log')));
  ok(errors.length >= 5);
  deepStrictEqual(findLeaks(secrets, places), []);
  // A mail has the one token that it is for, and says from where something was asked.
  const { email: _, mailToken: __, address: ___, ...others } = secrets;
  const mails = [...filesIn(dataDir, (path) => !path.startsWith('mail'))];
  ok(mails.length >= 5);
  deepStrictEqual(findLeaks(others, mails), []);
  // The very scan finds what is planted in the very places.
  const [first] = places;
  const planted = Buffer.concat([first?.[1] ?? Buffer.alloc(0), Buffer.from(secrets.email)]);
  strictEqual(findLeaks(secrets, [['planted', planted]])[0]?.secret, 'email');
}, 240_000);
