import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { openEdge, rawConnection } from './support.ts';

const SECURITY = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

function routes(app: FastifyInstance): void {
  app.get('/ok', (_request, reply) => void reply.send({}));
  app.get('/broken', () => {
    throw new Error('secret words of /home/somebody/app.ts');
  });
  app.get('/page', (_request, reply) => {
    reply.header('content-security-policy', "default-src 'self'").send('');
  });
}

describe('every answer', () => {
  test.each(['/ok', '/nothing', '/%zz', '/broken', '/health', '/health/live', '/metrics'])(
    'to %s has the headers that browsers need to be told',
    async (url) => {
      const { app } = openEdge(routes);
      expect((await app.inject({ url })).headers).toMatchObject(SECURITY);
    },
  );

  test('says what it is made with nowhere', async () => {
    const { app } = openEdge(routes);
    for (const url of ['/ok', '/nothing', '/broken', '/health', '/health/ready', '/metrics']) {
      const { headers, body } = await app.inject({ url });
      expect(headers).not.toHaveProperty('server');
      expect(headers).not.toHaveProperty('x-powered-by');
      const said = JSON.stringify(headers) + body;
      expect(said).not.toMatch(/fastify/i);
      expect(said).not.toContain(process.version);
      expect(said).not.toMatch(/\d+\.\d+\.\d+\.\d+|"version"/);
    }
  });

  test('to what broke here says nothing of how', async () => {
    const { app } = openEdge(routes);
    const { statusCode, body } = await app.inject({ url: '/broken' });
    expect(statusCode).toBe(500);
    expect(body).not.toMatch(/secret|somebody|\.ts/);
  });

  test('to what is not HTTP has them too', async () => {
    const port = await openEdge(routes).listen();
    const text = await (await rawConnection(port, 'hello\r\n\r\n')).closed;
    for (const [name, value] of Object.entries(SECURITY))
      expect(text).toContain(`${name}: ${value}`);
  });

  test('says nothing of HTTPS where there is none', async () => {
    const { app } = openEdge(routes);
    const { headers } = await app.inject({ url: '/ok' });
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  test('that is a page says what it needs itself', async () => {
    const { app } = openEdge(routes);
    const { headers } = await app.inject({ url: '/page' });
    expect(headers['content-security-policy']).toBe("default-src 'self'");
  });
});

describe('pages of other origins', () => {
  const desk = 'https://desk.example';
  const open = (rateLimits = {}) => openEdge(routes, { corsOrigins: [desk], rateLimits });
  const preflight = (app: FastifyInstance, origin: string) =>
    app.inject({
      method: 'OPTIONS',
      url: '/ok',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  test('may not see anything by default', async () => {
    const { app } = openEdge(routes);
    const { headers } = await app.inject({ url: '/ok', headers: { origin: desk } });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect((await preflight(app, desk)).statusCode).toBe(405);
  });

  test('that are named may ask and see what they need', async () => {
    const { app } = open();
    const asked = await preflight(app, desk);
    expect(asked.statusCode).toBe(204);
    expect(asked.headers['access-control-allow-origin']).toBe(desk);
    expect(asked.headers['access-control-allow-headers']).toContain('Authorization');
    expect(asked.headers).not.toHaveProperty('access-control-allow-credentials');
    const { headers } = await app.inject({ url: '/ok', headers: { origin: desk } });
    expect(headers['access-control-allow-origin']).toBe(desk);
    expect(headers['access-control-expose-headers']).toContain('RateLimit');
    expect(headers.vary).toBe('Origin');
  });

  test.each(['https://evil.example', 'https://desk.example.evil', 'http://desk.example', 'null'])(
    'that are not named, as %s, see nothing',
    async (origin) => {
      const { app } = open();
      expect((await preflight(app, origin)).headers).not.toHaveProperty(
        'access-control-allow-origin',
      );
      const { headers } = await app.inject({ url: '/ok', headers: { origin } });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    },
  );

  test('that are named see why they were refused', async () => {
    const { app } = open({ address: { units: 1, seconds: 9_999 } });
    await app.inject({ url: '/ok', headers: { origin: desk } });
    const refused = await app.inject({ url: '/ok', headers: { origin: desk } });
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['access-control-allow-origin']).toBe(desk);
  });
});
