import { describe, expect, test } from 'vitest';
import type { Checks } from '../src/index.ts';
import { openEdge } from './support.ts';

describe('health', () => {
  test('is ready when every check is ok', async () => {
    const { app } = openEdge(undefined, {
      ready: () => ({ log: { ok: true }, matcher: { ok: true } }),
    });
    const response = await app.inject({ url: '/health/ready' });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      status: 'ready',
      checks: { log: { ok: true }, matcher: { ok: true } },
    });
  });

  test('is 503 with Retry-After and the names of the checks until then', async () => {
    let checks: Checks = { log: { ok: true }, matcher: { ok: false, detail: 'replaying' } };
    const { app } = openEdge(undefined, { ready: () => checks });
    for (const url of ['/health', '/health/ready']) {
      const response = await app.inject({ url });
      expect(response.statusCode).toBe(503);
      expect(response.headers['retry-after']).toBe('1');
      expect(response.json()).toMatchObject({ status: 'not-ready', checks });
    }
    checks = { log: { ok: true }, matcher: { ok: true } };
    expect((await app.inject({ url: '/health/ready' })).statusCode).toBe(200);
  });

  test('is ready without what is optional, and says so', async () => {
    const checks: Checks = { log: { ok: true }, anchors: { ok: false, optional: true } };
    const { app } = openEdge(undefined, { ready: () => checks });
    const response = await app.inject({ url: '/health/ready' });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ status: 'ready', checks });
  });

  test('is alive whatever the checks say', async () => {
    const { app } = openEdge(undefined, { ready: () => ({ log: { ok: false } }) });
    const response = await app.inject({ url: '/health/live' });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ status: 'alive' });
  });

  test('names the process', async () => {
    const { app } = openEdge();
    const response = await app.inject({ url: '/health' });
    expect(response.json()).toEqual({
      status: 'ready',
      name: 'test',
      uptimeSeconds: expect.any(Number),
      checks: {},
    });
  });
});

test('metrics are served in the exposition format', async () => {
  const { app } = openEdge();
  await app.inject({ url: '/health/live' });
  const response = await app.inject({ url: '/metrics' });
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(response.body).toContain('# TYPE truetape_http_request_duration_seconds histogram');
  expect(response.body).toContain(
    'truetape_http_request_duration_seconds_count{method="GET",route="/health/live",status="200"} 1',
  );
});
