import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/index.ts';

function edgeOf(environment: NodeJS.ProcessEnv) {
  const config = readConfig(environment);
  if (!config.ok) throw new Error(config.failure);
  return config.value.edge;
}

describe('the configuration of the edge', () => {
  test('limits by default, trusts nobody, and speaks HTTP', () => {
    const { rateLimits, trustedProxies, corsOrigins, tls } = edgeOf({});
    expect(rateLimits.key).toEqual({ units: 3_000, seconds: 3 });
    expect(rateLimits.signIn).toEqual({ units: 30, seconds: 60 });
    expect([trustedProxies, corsOrigins, tls]).toEqual([[], [], undefined]);
  });

  test('takes a limit away by `off`, and only that one', () => {
    const { rateLimits } = edgeOf({ RATE_LIMIT_ADDRESS: 'off', RATE_LIMIT_KEY: '10/2' });
    expect(rateLimits.address).toBeUndefined();
    expect(rateLimits.key).toEqual({ units: 10, seconds: 2 });
    expect(rateLimits.account).toBeDefined();
  });

  test.each(['', '0/1', '1/0', '10', '10/1.5', '-1/1', 'on', '1/1/1'])(
    'refuses the limit "%s"',
    (limit) => {
      expect(readConfig({ RATE_LIMIT_KEY: limit })).toMatchObject({
        ok: false,
        failure: expect.stringContaining('RATE_LIMIT_KEY is wrong'),
      });
    },
  );

  test('takes proxies as addresses and networks', () => {
    const { trustedProxies } = edgeOf({
      TRUSTED_PROXIES: '10.0.0.0/8,192.0.2.7,2001:db8::/32,::1',
    });
    expect(trustedProxies).toEqual(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '::1']);
  });

  test.each([
    'everybody',
    '0.0.0.0/0',
    '10.0.0.0/33',
    '10.0.0.0/',
    '2001:db8::/129',
    '10.0.0.1,',
    ' 10.0.0.1',
  ])('refuses the proxies "%s"', (proxies) => {
    expect(readConfig({ TRUSTED_PROXIES: proxies })).toMatchObject({ ok: false });
  });

  test('wants a certificate and its key', () => {
    expect(edgeOf({ TLS_CERT: '/a/cert.pem', TLS_KEY: '/a/key.pem' }).tls).toEqual({
      cert: '/a/cert.pem',
      key: '/a/key.pem',
    });
    for (const name of ['TLS_CERT', 'TLS_KEY']) {
      expect(readConfig({ [name]: '/a/file.pem' })).toEqual({
        ok: false,
        failure: 'TLS_CERT and TLS_KEY belong together: one is set and the other is not.',
      });
    }
  });

  test.each(['https://desk.example/', '*', 'desk.example', 'https://a.example, https://b.example'])(
    'refuses the origins "%s"',
    (origins) => {
      expect(readConfig({ CORS_ORIGINS: origins })).toMatchObject({ ok: false });
    },
  );
});
