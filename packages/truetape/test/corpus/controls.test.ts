import { rejects, strictEqual } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokenOf } from '../http/server.ts';
import { type Case, readCases } from './case-files.ts';
import { checkCase, checkClass } from './check-case.ts';
import { openWorld, type World } from './world.ts';

/** Routes that do what none may. */
function plant(app: FastifyInstance): void {
  const write = async (accountId: string) => {
    const headers = { authorization: `Bearer ${tokenOf('operator')}` };
    const payload = { accountId };
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/v1/accounts',
      headers,
      payload,
    });
    strictEqual(statusCode, 201);
  };
  app.get('/planted/writes', async (_request, reply) => {
    await write('planted');
    return reply.code(204).send();
  });
  app.get('/planted/writes-later', (_request, reply) => {
    setTimeout(() => void write('planted-later'), 300);
    reply.code(204).send();
  });
  app.get('/planted/breaks', () => {
    throw new Error('broken');
  });
  app.get('/planted/answers-as-it-likes', (_request, reply) => {
    reply.code(400).send({ error: 'wrong' });
  });
  app.get('/planted/ends', (_request, reply) => {
    reply.code(204).send();
    reply.raw.once('close', () => {
      app.server.close();
      app.server.closeAllConnections();
    });
  });
}

const one = (of: object): Case => {
  const [read] = readCases(JSON.stringify({ case: 'planted', as: 'nobody', ...of }));
  if (read === undefined) throw new Error('There is no case.');
  return read;
};

describe('a corpus that cannot fail proves nothing: it is found', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ plant });
  });
  afterAll(() => world.stop());

  test.each([
    ['another status', { http: 'GET /v1/nothing', expect: '400 REQUEST_ROUTE_NOT_FOUND' }],
    ['another code', { http: 'GET /v1/nothing', expect: '404 ORDER_NOT_FOUND' }],
    [
      'another field',
      { as: 'ann', http: 'GET /v1/orders?limit=0', expect: '400 REQUEST_INVALID symbol' },
    ],
    ['no field', { as: 'ann', http: 'GET /v1/orders?limit=0', expect: '400 REQUEST_INVALID' }],
    ['another answer of a session', { as: 'ann', session: {}, expect: '400 REQUEST_INVALID op' }],
    ['another answer of a stream', { stream: {}, expect: '400 REQUEST_INVALID id' }],
    [
      'a frame that closes no connection',
      { webSocket: 'stream', bytes: { hex: '81 80 00 00 00 00' }, expect: ['closed 1002'] },
    ],
    [
      'a connection that is closed and should not be',
      { socket: 'hello\r\n\r\n', expect: ['400 REQUEST_MALFORMED_HTTP', 'open'] },
    ],
    ['an answer that is no problem', { http: 'GET /planted/answers-as-it-likes', expect: '400' }],
    ['a 500', { http: 'GET /planted/breaks', expect: '400 REQUEST_INVALID' }],
  ])('%s', async (_what, sent) => {
    await rejects(checkCase(world, one(sent)), { code: 'ERR_ASSERTION' });
  });

  test('a case that sends nothing', async () => {
    await rejects(checkCase(world, one({ expect: '400' })), /Nothing is sent/);
  });

  test('a case that expects nothing', async () => {
    await rejects(checkCase(world, one({ http: 'GET /v1/time' })), /Nothing is expected/);
  });

  test('a line that is no case', () => {
    expect(() => readCases('{"case":"x","expects":"400"}')).toThrow(/line 1 is no case/);
  });

  test('an event that is written', async () => {
    const writes = one({ http: 'GET /planted/writes', expect: '204' });
    await rejects(checkCase(world, writes), /Nothing is written/);
  });
});

describe('at the end of a class it is found', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ plant });
  });
  afterAll(() => world.stop());

  test('that something was thrown which nobody expected', async () => {
    const before = await world.log.head();
    const breaks = one({ http: 'GET /planted/breaks', expect: '500 SERVICE_INTERNAL' });
    await checkCase(world, breaks);
    await rejects(checkClass(world, before, [breaks]), /Nobody met what nobody expected/);
  });
});

describe('it is found', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ plant });
  });
  afterAll(() => world.stop());

  test('that an event is written late', async () => {
    const before = await world.log.head();
    const writes = one({ http: 'GET /planted/writes-later', expect: '204' });
    await checkCase(world, writes);
    await sleep(500);
    await rejects(checkClass(world, before, [writes]), /Nothing is written late/);
  });

  test('that the server does not serve any more', async () => {
    await rejects(checkCase(world, one({ http: 'GET /planted/ends', expect: '204' })));
  });
});
