import { deepStrictEqual as equal, ok } from 'node:assert';
import { Agent } from 'node:http';
import { type SigningKey, type SigningOptions, signRequests } from '@truetape/client';
import { describe, onTestFinished, test } from 'vitest';
import { ORDER } from '../http/venue.ts';
import { type CredentialsWorld, HOUR_MS, openCredentials } from './credentials-world.ts';
import { sendWire, signedWire, type Wire } from './wire.ts';

type Kind = 'ed25519' | 'hmac';
const KINDS: readonly Kind[] = ['ed25519', 'hmac'];

const orderOf = (clientOrderId: string) => ({
  method: 'POST',
  path: '/v1/orders',
  body: JSON.stringify({ ...ORDER, clientOrderId }),
});

/** With a byte in its query that is written as three. */
const CANCEL_ALL = { method: 'DELETE', path: '/v1/orders?symbol=BTC%2DUSD' };

/** What is signed by the clock of the world. */
const signedIn = (
  { clock }: CredentialsWorld,
  key: SigningKey,
  asked: Parameters<typeof signedWire>[1],
  options: SigningOptions & { readonly aheadMs?: number } = {},
) => {
  const { aheadMs = 0, ...rest } = options;
  return signedWire(key, asked, { clockMs: () => clock.nowMs + aheadMs, ...rest });
};

/** Status, code, and what is new in the log. */
async function outcome(world: CredentialsWorld, wire: Wire, port = world.port) {
  const head = await world.log.head();
  const { status, code } = await sendWire(port, wire);
  return [status, code, await world.since(head)] as const;
}

const REFUSED = [401, 'AUTH_SIGNATURE', []] as const;
const PLACED = 'account-ann OrderPlaced';

async function isTaken(world: CredentialsWorld, wire: Wire, port = world.port) {
  const [status, code, events] = await outcome(world, wire, port);
  equal([status, code], [201, '']);
  ok(events.includes(PLACED), String(events));
}

describe.each(KINDS)('requests signed by %s', (kind) => {
  test('are taken, by our client, with a body, a query, and neither', async () => {
    const world = await openCredentials();
    const clockMs = () => world.clock.nowMs;
    const send = signRequests(await world[kind]('ann'), { clockMs });
    const host = `http://127.0.0.1:${world.port}`;
    const { method, path, body } = orderOf('c-1');
    const headers = { 'content-type': 'application/json' };
    const statuses = [
      (await send(`${host}${path}`, { method, body, headers })).status,
      (await send(`${host}/v1/orders?symbol=BTC-USD`, { method: 'DELETE' })).status,
      (await send(`${host}/v1/me`)).status,
    ];
    equal(statuses, [201, 202, 200]);
  });

  test('have one effect, however often the same bytes come', async () => {
    const world = await openCredentials();
    const key = await world[kind]('ann');
    const wire = await signedIn(world, key, orderOf('c-1'));
    const one = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => one.destroy());
    const head = await world.log.head();
    const first = await sendWire(world.port, wire, one);
    const answers = [
      await sendWire(world.port, wire, one),
      await sendWire(world.port, wire, new Agent()),
      ...(await Promise.all(Array.from({ length: 20 }, () => sendWire(world.port, wire)))),
    ];
    equal(first.status, 201);
    equal(
      new Set(answers.map(({ status, code }) => `${status} ${code}`)),
      new Set(['401 AUTH_SIGNATURE']),
    );
    ok(answers.every(({ text }) => text.includes('Its nonce was used before.')));
    equal((await world.since(head)).filter((line) => line === PLACED).length, 1);
  });

  test('have one effect when the same bytes come fifty times at once', async () => {
    const world = await openCredentials();
    const path = '/v1/orders?symbol=BTC-USD';
    const wire = await signedIn(world, await world[kind]('ann'), { method: 'DELETE', path });
    const fifty = Array.from({ length: 50 }, () => sendWire(world.port, wire, new Agent()));
    const statuses = (await Promise.all(fifty)).map(({ status }) => status).sort();
    equal(statuses, [202, ...Array.from({ length: 49 }, () => 401)]);
  });

  test('are refused by a process that began after they were made', async () => {
    const world = await openCredentials();
    const key = await world[kind]('ann');
    const wire = await signedIn(world, key, orderOf('c-1'), { windowSeconds: 60 });
    await isTaken(world, wire);
    const early = await signedIn(world, key, orderOf('c-2'), { windowSeconds: 60 });
    const restarted = await world.listen();
    equal(await outcome(world, wire, restarted), REFUSED);
    equal(await outcome(world, early, restarted), REFUSED);
    world.clock.nowMs += 2_000;
    equal(await outcome(world, wire, restarted), REFUSED);
    await isTaken(world, await signedIn(world, key, orderOf('c-3')), restarted);
  });

  test.each<[string, number, SigningOptions & { readonly aheadMs?: number }, boolean]>([
    ['five seconds old', 5_000, {}, true],
    ['a millisecond older', 5_001, {}, false],
    ['sixty seconds old, and made for them', 60_000, { windowSeconds: 60 }, true],
    ['a millisecond older than that', 60_001, { windowSeconds: 60 }, false],
    ['from a clock a second ahead', 0, { aheadMs: 1_000 }, true],
    ['from a clock two seconds ahead', 0, { aheadMs: 2_000 }, false],
  ])('that are %s', async (_title, waitedMs, options, taken) => {
    const world = await openCredentials();
    const wire = await signedIn(world, await world[kind]('ann'), orderOf('c-1'), options);
    world.clock.nowMs += waitedMs;
    if (taken) await isTaken(world, wire);
    else equal(await outcome(world, wire), REFUSED);
  });

  test('say what they do in headers that nobody can add, change or leave out', async () => {
    const world = await openCredentials();
    const key = await world[kind]('ann');
    const headers = { 'account-id': 'ann', 'idempotency-key': 'k-1' };
    const covered = await signedIn(world, key, { ...orderOf('c-1'), headers });
    const changed = {
      another: withHeader(covered, 'idempotency-key', 'k-2'),
      fewer: { ...covered, headers: without(covered.headers, 'idempotency-key') },
      more: withHeader(covered, 'prefer', 'wait'),
      'of somebody else': withHeader(covered, 'account-id', 'bob'),
    };
    for (const [how, wire] of Object.entries(changed)) {
      equal(await outcome(world, wire), REFUSED, how);
    }
    await isTaken(world, covered);
    const plain = await signedIn(world, key, orderOf('c-2'));
    for (const [name, text] of Object.entries({ ...headers, prefer: 'wait' })) {
      equal(await outcome(world, withHeader(plain, name, text)), REFUSED, name);
    }
    await isTaken(world, plain);
  });

  test('for 61 seconds are refused, and our client makes none', async () => {
    const world = await openCredentials();
    const key = await world[kind]('ann');
    const wire = await signedIn(world, key, orderOf('c-1'), { windowSeconds: 60 });
    const seconds = world.clock.nowMs / 1_000;
    const input = wire.headers['signature-input'] ?? '';
    const longer = input.replace(`expires=${seconds + 60}`, `expires=${seconds + 61}`);
    ok(longer !== input);
    equal(await outcome(world, withHeader(wire, 'signature-input', longer)), REFUSED);
  });
});

const withHeader = (wire: Wire, name: string, text: string): Wire => ({
  ...wire,
  headers: { ...wire.headers, [name]: text },
});

const without = (headers: Wire['headers'], name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));

describe('a key', () => {
  test.each<[string, object, boolean]>([
    ['for this address', { networks: ['127.0.0.1'] }, true],
    ['for its network', { networks: ['10.0.0.0/8', '127.0.0.0/8'] }, true],
    ['for its address as one of IPv6', { networks: ['::ffff:127.0.0.1'] }, true],
    ['for another address', { networks: ['127.0.0.2'] }, false],
    ['for another network', { networks: ['10.0.0.0/8'] }, false],
    ['for addresses of IPv6', { networks: ['::1', '2001:db8::/32', '::/0'] }, false],
  ])('%s', async (_title, terms, taken) => {
    const world = await openCredentials();
    for (const kind of KINDS) {
      const wire = await signedIn(world, await world[kind]('ann', terms), orderOf(`c-${kind}`));
      if (taken) await isTaken(world, wire);
      else equal(await outcome(world, wire), REFUSED);
    }
  });

  test('counts until it expires, and until it is revoked', async () => {
    const world = await openCredentials();
    const expiresAt = new Date(world.clock.nowMs + 1_000).toISOString();
    const expiring = await world.ed25519('ann', { expiresAt });
    await isTaken(world, await signedIn(world, expiring, orderOf('c-1')));
    world.clock.nowMs += 1_000;
    equal(await outcome(world, await signedIn(world, expiring, orderOf('c-2'))), REFUSED);

    const key = await world.hmac('ann');
    await isTaken(world, await signedIn(world, key, orderOf('c-3')));
    const { keyId } = key;
    await world.desk.users.execute('ann', { type: 'RevokeKey', keyId }, { correlationId: 'test' });
    equal(await outcome(world, await signedIn(world, key, orderOf('c-4'))), REFUSED);
  });

  test('does only what its scopes say, on its account only', async () => {
    const world = await openCredentials();
    const reads = await world.ed25519('ann', { scopes: ['read'] });
    equal(await outcome(world, await signedIn(world, reads, orderOf('c-1'))), [
      403,
      'AUTH_SCOPE',
      [],
    ]);
    const by = { correlationId: 'test' };
    const grant = { type: 'GrantAccess', accountId: 'bob', access: 'owner' } as const;
    await world.desk.users.execute('ann', grant, by);
    const ofAnn = await world.hmac('ann', { accountId: 'ann' });
    await isTaken(world, await signedIn(world, ofAnn, orderOf('c-2')));
    const path = '/v1/accounts/bob/withdrawals';
    const body = JSON.stringify({ asset: 'USD', amount: '1', reference: 'r-1' });
    const foreign = await signedIn(world, ofAnn, { method: 'POST', path, body });
    equal(await outcome(world, foreign), [404, 'ACCOUNT_NOT_FOUND', []]);
  });

  test('of one kind signs nothing as one of the other, nor does a bearer token', async () => {
    const world = await openCredentials();
    const [first, second] = [await world.ed25519('ann'), await world.hmac('ann')];
    const token = await world.bearer('ann');
    const bearerKey = world.identities.userOf('ann')?.keys.at(-1)?.keyId ?? '';
    const publicKey = world.identities.keyOf(first.keyId)?.key.publicKey ?? '';
    for (const [at, key] of [
      { ...first, keyId: second.keyId },
      { ...second, keyId: first.keyId },
      { keyId: first.keyId, secret: publicKey },
      { keyId: bearerKey, secret: token },
      { keyId: 'key9999999999999', secret: token },
    ].entries()) {
      const wire = await signedIn(world, key as SigningKey, orderOf(`c-${at}`));
      equal(await outcome(world, wire), REFUSED);
    }
  });

  test('is not shown beside a token', async () => {
    const world = await openCredentials();
    const wire = await signedIn(world, await world.hmac('ann'), orderOf('c-1'));
    const token = await world.bearer('ann');
    equal(await outcome(world, withHeader(wire, 'authorization', `Bearer ${token}`)), [
      401,
      'AUTH_REQUIRED',
      [],
    ]);
  });
});

/** Each place of a text with another character in it, twice: the next one, and one that is never next to it. */
function* changesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const near = String.fromCharCode(code ^ 1);
    for (const other of new Set([near, near === 'A' || text[at] === 'A' ? '7' : 'A'])) {
      if (other !== text[at] && other > ' ' && other < '\u007f') {
        yield text.slice(0, at) + other + text.slice(at + 1);
      }
    }
  }
}

describe.each(KINDS)(
  'a request signed by %s with one byte that is another one',
  { timeout: 120_000 },
  (kind) => {
    const PARTS: Readonly<
      Record<string, (wire: Wire) => readonly [string, (text: string) => Wire]>
    > = {
      body: (wire) => [wire.body, (body) => ({ ...wire, body })],
      ...Object.fromEntries(
        ['content-digest', 'signature-input', 'signature'].map((name) => [
          name,
          (wire: Wire) => [
            wire.headers[name] ?? '',
            (text: string) => withHeader(wire, name, text),
          ],
        ]),
      ),
      query: (wire) => {
        const [path = '', query = ''] = wire.path.split('?');
        return [query, (text) => ({ ...wire, path: `${path}?${text}` })];
      },
    };

    async function changed(part: string) {
      const world = await openCredentials();
      const key = await world[kind]('ann');
      const asked = part === 'query' ? CANCEL_ALL : orderOf('c-1');
      const wire = await signedIn(world, key, asked, { windowSeconds: 30 });
      const [text, change] = PARTS[part]?.(wire) ?? ['', () => wire];
      const head = await world.log.head();
      const all = [...changesOf(text)];
      ok(all.length > text.length);
      const answers = await Promise.all(all.map((each) => sendWire(world.port, change(each))));
      const told = all.flatMap((each, at) => {
        const { status, code } = answers[at] ?? {};
        return status === 401 && code === 'AUTH_SIGNATURE' ? [] : [`${status} ${code} for ${each}`];
      });
      equal(told, []);
      equal(await world.since(head), []);
      // What was right but for its body has used its nonce up; nothing else has.
      if (part === 'body') equal(await outcome(world, wire), REFUSED);
      else if (part === 'query') equal((await sendWire(world.port, wire)).status, 202);
      else await isTaken(world, wire);
    }

    test.each(Object.keys(PARTS))('in its %s is refused, and does nothing', changed);

    test('in its method or its path is never taken, and refused where there is such a route', async () => {
      const world = await openCredentials();
      const key = await world[kind]('ann');
      const path = '/v1/accounts/ann/deposits';
      const wire = await signedIn(world, key, { method: 'POST', path, body: '{}' });
      const head = await world.log.head();
      const targets = [...changesOf(path)].map((each) => ({ ...wire, path: each }));
      const methods = [...changesOf('POST')].map((method) => ({ ...wire, method }));
      const valid = ['GET', 'PUT', 'PATCH', 'DELETE'].map((method) => ({ ...wire, method }));
      const isToken = ({ method }: Wire) => /^[A-Za-z]+$/.test(method);
      for (const each of [...targets, ...methods.filter(isToken), ...valid]) {
        const { status, code } = await sendWire(world.port, each, null);
        const isOfRoute =
          each.method === 'POST' && /^\/v1\/accounts\/[^/]+\/deposits$/.test(each.path);
        const refused = `${status} ${code}`;
        if (isOfRoute) equal(refused, '401 AUTH_SIGNATURE', each.path);
        else
          ok(
            [400, 401, 404, 405, 501].includes(status),
            `${refused} for ${each.method} ${each.path}`,
          );
      }
      equal(await world.since(head), []);
    });
  },
);

test('a process does not take what a clock that is set back makes new again', async () => {
  const world = await openCredentials();
  const key = await world.hmac('ann');
  const wire = await signedIn(world, key, orderOf('c-1'));
  await isTaken(world, wire);
  world.clock.nowMs += HOUR_MS;
  await isTaken(world, await signedIn(world, key, orderOf('c-2')));
  world.clock.nowMs -= HOUR_MS;
  equal(await outcome(world, wire), REFUSED);
});
