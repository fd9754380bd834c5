import { cancelOrders, ERRORS, type ErrorCode, problem } from '@truetape/contracts';
import { InvariantError } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';
import type { InjectOptions, Response } from 'light-my-request';
import { describe, expect, test } from 'vitest';
import { sendProblem, validate } from '../src/index.ts';
import { echo, openEdge } from './support.ts';

const json = { 'content-type': 'application/json' };

const post = (app: FastifyInstance, payload: string | Buffer, headers = json as object) =>
  app.inject({ method: 'POST', url: '/echo', payload, headers } as InjectOptions);

function expectProblem(response: Response, code: ErrorCode) {
  expect(response.json()).toMatchObject({ code });
  expect(response.statusCode).toBe(ERRORS[code].status);
  expect(response.headers['content-type']).toBe('application/problem+json');
  const body = problem.parse(response.json());
  expect(body.type).toBe(`urn:truetape:error:${code}`);
  expect(body.title).toBe(ERRORS[code].title);
  expect(body.requestId).toBe(response.headers['x-request-id']);
  return body;
}

describe('the body', () => {
  test('comes through as it was sent', async () => {
    const { app } = openEdge(echo);
    const response = await post(app, '{"a":"1","b":[1,null,true]}');
    expect(response.json()).toEqual({ body: { a: '1', b: [1, null, true] } });
  });

  test.each<[string | Buffer, ErrorCode]>([
    ['{"a":1', 'REQUEST_MALFORMED_JSON'],
    ['', 'REQUEST_MALFORMED_JSON'],
    ['\uFEFF{}', 'REQUEST_MALFORMED_JSON'],
    [Buffer.from([0x22, 0xff, 0x22]), 'REQUEST_INVALID_UTF8'],
    ['{"a":1,"a":2}', 'REQUEST_DUPLICATE_KEY'],
    ['['.repeat(17) + ']'.repeat(17), 'REQUEST_TOO_DEEP'],
    [JSON.stringify('x'.repeat(65_536)), 'REQUEST_BODY_TOO_LARGE'],
  ])('%# is refused with %s', async (payload, code) => {
    const { app } = openEdge(echo);
    expectProblem(
      await post(app, payload, { ...json, 'content-length': String(Buffer.byteLength(payload)) }),
      code,
    );
  });

  test('of exactly 64 KiB is taken', async () => {
    const { app } = openEdge(echo);
    expect((await post(app, JSON.stringify('x'.repeat(65_534)))).statusCode).toBe(200);
  });

  test('of a GET or DELETE is refused, not dropped', async () => {
    const { app } = openEdge((edge) => {
      edge.get('/thing', (_request, reply) => void reply.send({}));
      edge.delete('/thing', (_request, reply) => void reply.send({}));
    });
    for (const method of ['GET', 'DELETE'] as const) {
      const response = await app.inject({ method, url: '/thing', payload: '{}', headers: json });
      expectProblem(response, 'REQUEST_INVALID');
    }
  });

  test('of a DELETE may be announced and empty', async () => {
    const { app } = openEdge((edge) => {
      edge.delete('/thing', (_request, reply) => void reply.send({}));
    });
    const response = await app.inject({ method: 'DELETE', url: '/thing', headers: json });
    expect(response.statusCode).toBe(200);
  });
});

describe('the content type', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON; Charset="utf-8"',
  ])('%s is taken', async (type) => {
    const { app } = openEdge(echo);
    expect((await post(app, '{}', { 'content-type': type })).statusCode).toBe(200);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=iso-8859-1',
    'application/json; charset=utf-16',
    'application/json; charset=utf-8; charset=utf-16',
    'application/json; profile=x',
    'application/jsonx',
    'application/problem+json',
    'application/json, text/plain',
    'nonsense',
    '',
  ])('%j is refused', async (type) => {
    const { app } = openEdge(echo);
    const response = await post(app, '{}', { 'content-type': type });
    expectProblem(response, 'REQUEST_UNSUPPORTED_MEDIA_TYPE');
  });

  test('that is missing is refused', async () => {
    const { app } = openEdge(echo);
    expectProblem(await post(app, Buffer.from('{}'), {}), 'REQUEST_UNSUPPORTED_MEDIA_TYPE');
  });

  test('does not save a compressed body', async () => {
    const { app } = openEdge(echo);
    const response = await post(app, '{}', { ...json, 'content-encoding': 'gzip' });
    expectProblem(response, 'REQUEST_UNSUPPORTED_MEDIA_TYPE');
  });
});

describe('a route', () => {
  const mount = (app: FastifyInstance) => {
    app.get('/v1/orders/:id', (_request, reply) => void reply.send({}));
    app.delete('/v1/orders/:id', (_request, reply) => void reply.send({}));
    app.post('/v1/orders/batch', (_request, reply) => void reply.send({}));
    app.register(
      async (child) => {
        child.patch('/:id', (_request, reply) => void reply.send({}));
      },
      { prefix: '/v2/orders' },
    );
  };

  test.each([
    '/nothing',
    '/v1/orders',
    '/v1/orders/',
    '/v1/orders/?x=1',
    '/v1/orders/1/2',
    '//v1/orders/1',
    '/V1/orders/1',
  ])('that does not exist is 404: %s', async (url) => {
    const { app } = openEdge(mount);
    expectProblem(await app.inject({ url }), 'REQUEST_ROUTE_NOT_FOUND');
  });

  test.each([
    ['POST', '/v1/orders/1', 'DELETE, GET, HEAD'],
    ['PUT', '/v1/orders/batch?x=1', 'DELETE, GET, HEAD, POST'],
    ['OPTIONS', '/v2/orders/1', 'PATCH'],
    ['POST', '/health/live', 'GET, HEAD'],
  ] as const)('of another method is 405 with Allow: %s %s', async (method, url, allow) => {
    const { app } = openEdge(mount);
    const response = await app.inject({ method, url });
    expectProblem(response, 'REQUEST_METHOD_NOT_ALLOWED');
    expect(response.headers.allow).toBe(allow);
  });

  test('with broken percent-encoding is refused', async () => {
    const { app } = openEdge(mount);
    expectProblem(await app.inject({ url: '/v1/orders/%zz' }), 'REQUEST_INVALID');
  });

  test('with an endless parameter is not found', async () => {
    const { app } = openEdge(mount);
    const response = await app.inject({ url: `/v1/orders/${'x'.repeat(500)}` });
    expectProblem(response, 'REQUEST_ROUTE_NOT_FOUND');
  });

  test('sees a parameter given twice as two, and refuses it', async () => {
    const { app } = openEdge((edge) => {
      edge.get('/list', (request, reply) => {
        const query = validate(cancelOrders, request.query);
        if (query.ok) reply.send(query.value);
        else sendProblem(reply, query.failure.code, query.failure);
      });
    });
    expect((await app.inject({ url: '/list?symbol=BTC-USD' })).json()).toEqual({
      symbol: 'BTC-USD',
    });
    const twice = await app.inject({ url: '/list?symbol=BTC-USD&symbol=BTC-USD' });
    expect(expectProblem(twice, 'REQUEST_INVALID').field).toBe('symbol');
    const unknown = await app.inject({ url: '/list?__proto__=1' });
    expect(expectProblem(unknown, 'REQUEST_UNKNOWN_FIELD').field).toBe('__proto__');
  });
});

describe('an error nobody expected', () => {
  const mount = (app: FastifyInstance) => {
    app.get('/throws', () => {
      throw new Error('the password is hunter2');
    });
    app.get('/rejects', async () => {
      throw Object.assign(new Error('the password is hunter2'), {
        statusCode: 418,
        code: 'TEAPOT',
      });
    });
    app.get('/odd', () => {
      throw null as unknown as Error;
    });
  };

  test.each(['/throws', '/rejects', '/odd'])(
    'at %s is SERVICE_INTERNAL, and leaks nothing',
    async (url) => {
      const { app } = openEdge(mount);
      const response = await app.inject({ url });
      expectProblem(response, 'SERVICE_INTERNAL');
      expect(response.body).not.toMatch(/hunter2|TEAPOT|at /);
    },
  );

  test('is logged with its stack and its correlation id', async () => {
    const { app, logLines } = openEdge(mount);
    const response = await app.inject({ url: '/throws' });
    const [line] = (await logLines()).filter(({ level }) => level === 'error');
    expect(line).toMatchObject({
      msg: 'request failed',
      correlationId: response.headers['x-request-id'],
      route: '/throws',
      err: { message: 'the password is hunter2', stack: expect.stringContaining('refusals.test') },
    });
  });

  test('that is a broken invariant is handed on, to end the process', async () => {
    const broken: InvariantError[] = [];
    const { app } = openEdge(
      (edge) => {
        edge.get('/breaks', async () => {
          throw new InvariantError('Invariant: held never exceeds total');
        });
      },
      { onInvariant: (error) => broken.push(error) },
    );
    expectProblem(await app.inject({ url: '/breaks' }), 'SERVICE_INTERNAL');
    expect(broken.map(({ message }) => message)).toEqual(['Invariant: held never exceeds total']);
  });
});

describe('sendProblem', () => {
  test('says which field and why, and sets headers', async () => {
    const { app } = openEdge((edge) => {
      edge.get('/', (_request, reply) => {
        sendProblem(reply, 'ORDER_TICK_SIZE', {
          field: 'price',
          detail: 'The tick is 0.01.',
          headers: { 'x-more': '1' },
        });
      });
    });
    const response = await app.inject({ url: '/' });
    expect(expectProblem(response, 'ORDER_TICK_SIZE')).toMatchObject({
      field: 'price',
      detail: 'The tick is 0.01.',
    });
    expect(response.headers['x-more']).toBe('1');
    expect(response.headers['retry-after']).toBeUndefined();
  });

  test('adds Retry-After to every 503, or the one it is given', async () => {
    const { app } = openEdge((edge) => {
      edge.get('/a', (_request, reply) => void sendProblem(reply, 'SERVICE_UNAVAILABLE'));
      edge.get('/b', (_request, reply) => {
        sendProblem(reply, 'SERVICE_OVERLOADED', { headers: { 'retry-after': '7' } });
      });
    });
    expect((await app.inject({ url: '/a' })).headers['retry-after']).toBe('1');
    expect((await app.inject({ url: '/b' })).headers['retry-after']).toBe('7');
  });
});

test('no answer names the software or its version', async () => {
  const { app } = openEdge(echo);
  for (const url of ['/echo', '/health', '/nothing']) {
    const { headers } = await app.inject({ url });
    expect(headers).not.toHaveProperty('server');
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(JSON.stringify(headers)).not.toMatch(/fastify|node/i);
  }
});
