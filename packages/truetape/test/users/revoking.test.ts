import { deepStrictEqual as equal, ok as holds, strictEqual } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StreamMessage } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { WebSocket } from 'ws';
import { afterThisTest, ask, run, until, untilReady } from '../process/support.ts';
import { openSessionWith } from '../session/client.ts';
import { childOf } from '../shapes/children.ts';
import {
  IN_ONE_PLACE,
  PATIENCE_MS,
  PROCESSES_ON_LMDB,
  type Running,
  startAs,
} from '../shapes/shapes.ts';

const PASSWORD = 'nine lives of a tape';
const EMAIL = 'ann@example.com';
const ENDS_WITHIN_MS = 1_000;

interface Tokens {
  readonly userId: string;
  readonly sessionId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A person by the routes of a running service, whose mail lies in its folder. */
async function personOf({ port, dataDir }: Running) {
  const post = async <T>(path: string, body: object, status: number): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answered = (await answer.json()) as T;
    strictEqual(answer.status, status, `${path}: ${JSON.stringify(answered)}`);
    return answered;
  };
  await post('/v1/users', { email: EMAIL, password: PASSWORD }, 202);
  const folder = join(dataDir, 'mail');
  let token = '';
  await until('the mail is there', () => {
    const [name] = readdirSync(dataDir).includes('mail') ? readdirSync(folder) : [];
    token =
      name === undefined
        ? ''
        : (/ttm_\S+/.exec(readFileSync(join(folder, name), 'utf8'))?.[0] ?? '');
    return token !== '';
  });
  await post('/v1/users/verify', { token, password: PASSWORD }, 201);
  return {
    signIn: () => post<Tokens>('/v1/sessions', { email: EMAIL, password: PASSWORD }, 201),
    refresh: (refreshToken: string, status: number) =>
      post<Tokens>('/v1/sessions/refresh', { refreshToken }, status),
  };
}

/** A private feed that is open, and whether it is over. */
async function feedOf(port: number, token: string, accountId: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  afterThisTest(() => socket.terminate());
  const messages: StreamMessage[] = [];
  socket.on('error', () => undefined);
  socket.on('message', (frame) => messages.push(...(JSON.parse(String(frame)) as StreamMessage[])));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ op: 'subscribe', subscription: { channel: 'orders', accountId } }));
  const typed = (type: string) => messages.some((message) => message.type === type);
  await until('the feed is shown', () => typed('snapshot'), PATIENCE_MS);
  return {
    over: () => typed('ended') || socket.readyState === WebSocket.CLOSED,
  };
}

/** In CI the one in which others than the process that is told must end what they serve. */
const SHAPES =
  process.env.CI === undefined ? [IN_ONE_PLACE, PROCESSES_ON_LMDB] : [PROCESSES_ON_LMDB];

describe.each(SHAPES)('$name', { timeout: 240_000 }, (shape) => {
  test('what is revoked ends open feeds and trading sessions within a second, and stays so', async () => {
    const running = await startAs(shape);
    const { port, dataDir, environment, service } = running;
    const [trader] = running.keys.traders;
    const { accountId = '', token: traderToken = '' } = trader ?? {};
    const operator = running.keys.operator.token;
    const ann = await personOf(running);
    const first = await ann.signIn();
    const { userId } = first;
    const access = `/v1/accounts/${accountId}/access`;
    const done = async (token: string, method: string, path: string, body?: object) => {
      const answered = await ask(port, token, method, path, body);
      holds(answered.status < 300, `${method} ${path}: ${JSON.stringify(answered.body)}`);
      return answered.body;
    };
    const grant = () => done(traderToken, 'POST', access, { userId, access: 'trader' });
    await grant();
    await done(operator, 'POST', '/v1/users/programs', { userId: 'robot' });
    const grantRobot = () =>
      done(traderToken, 'POST', access, { userId: 'robot', access: 'trader' });
    await grantRobot();
    const newKey = async () => {
      const asked = { kind: 'bearer', scopes: ['read', 'trade'] };
      const made = await done(operator, 'POST', '/v1/users/robot/keys', asked);
      return { keyId: String(made.keyId), token: String(made.token) };
    };

    const measured: Record<string, number> = {};
    /** Where feeds are served, by whichever process. */
    const feedPort = Number(shape === PROCESSES_ON_LMDB ? environment.QUERY_PORT : port);
    const endsBy = async (how: string, token: string, revoke: () => Promise<unknown>) => {
      const feed = await feedOf(feedPort, token, accountId);
      const session = await openSessionWith(port, token);
      await session.ask({ op: 'cancel', orderId: `${accountId}.99` });
      let closed: object | undefined;
      void session.closed.then((found) => {
        closed = found;
      });
      await revoke();
      const sinceMs = performance.now();
      await until(`${how}: the feed is over`, () => feed.over());
      await until(`${how}: the session is over`, () => closed !== undefined);
      measured[how] = Math.round(performance.now() - sinceMs);
      equal(closed, { code: 1008, reason: 'the token does not count any more' });
    };

    await endsBy('by its user', first.accessToken, () =>
      done(first.accessToken, 'DELETE', '/v1/sessions/current'),
    );
    const second = await ann.signIn();
    await endsBy('by an admin', second.accessToken, () =>
      done(operator, 'DELETE', `/v1/users/${userId}/sessions`),
    );
    const third = await ann.signIn();
    await ann.refresh(third.refreshToken, 201);
    await endsBy('by a token that was used twice', third.accessToken, () =>
      ann.refresh(third.refreshToken, 401),
    );
    const fourth = await ann.signIn();
    await endsBy('by access that is withdrawn', fourth.accessToken, () =>
      done(traderToken, 'DELETE', `${access}/${userId}`),
    );
    await grant();
    const fifth = await ann.signIn();
    await endsBy('by another password', fourth.accessToken, () =>
      done(fifth.accessToken, 'POST', '/v1/password', {
        password: PASSWORD,
        newPassword: 'ten lives of a tape',
      }),
    );
    const key = await newKey();
    await endsBy('by a key that is revoked', key.token, () =>
      done(operator, 'DELETE', `/v1/users/robot/keys/${key.keyId}`),
    );
    await endsBy('by being disabled', fifth.accessToken, () =>
      done(operator, 'POST', `/v1/users/${userId}/status`, { status: 'disabled', reason: 'why' }),
    );
    const late = Object.entries(measured).filter(([, ms]) => ms > ENDS_WITHIN_MS);
    equal(late, [], JSON.stringify(measured));

    const kept = await newKey();
    service.child.kill('SIGKILL');
    await service.ended;
    if (shape === PROCESSES_ON_LMDB) {
      // Its children end when they see that they are alone.
      await until('nobody writes the log', async () => {
        const answer = await fetch(`http://127.0.0.1:${port}/health/live`).catch(() => undefined);
        return answer === undefined;
      });
    }
    const again = run({ environment, arguments: shape.arguments });
    await untilReady(again, port);
    if (shape === PROCESSES_ON_LMDB) await childOf(again.pid, 'query-api');
    const statuses: Record<string, number> = {};
    for (const [name, token] of Object.entries({
      first: first.accessToken,
      second: second.accessToken,
      third: third.accessToken,
      fourth: fourth.accessToken,
      fifth: fifth.accessToken,
      revoked: key.token,
      kept: kept.token,
    })) {
      statuses[name] = (await ask(port, token, 'GET', '/v1/me')).status;
    }
    equal(statuses, {
      ...{ first: 401, second: 401, third: 401, fourth: 401, fifth: 401, revoked: 401 },
      kept: 200,
    });
    holds(readdirSync(dataDir).includes('keys.json'));
    again.child.kill('SIGTERM');
    await again.ended;
  });
});
