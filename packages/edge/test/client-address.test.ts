import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { clientAddress, trustedProxies } from '../src/client-address.ts';
import { openEdge, rawConnection } from './support.ts';

function addressOf(proxies: readonly string[], from: string, forwardedFor?: string): string {
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  const request = { socket: { remoteAddress: from }, headers } as unknown as IncomingMessage;
  return clientAddress(proxies, trustedProxies(proxies))(request);
}

describe('the address of a client', () => {
  test.each([
    ['nobody is trusted', [], '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['a stranger says another one', ['10.0.0.0/8'], '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['a proxy says for whom it asks', ['10.0.0.0/8'], '10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['the socket is of IPv6', ['10.0.0.0/8'], '::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
    [
      'a client wrote something before',
      ['10.0.0.1'],
      '10.0.0.1',
      '1.1.1.1, 203.0.113.9',
      '203.0.113.9',
    ],
    ['there are two proxies', ['10.0.0.0/8'], '10.0.0.1', '203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['it is of IPv6', ['2001:db8::/32'], '2001:db8::7', '2001:db9::1', '2001:db9::1'],
    ['the proxy says nothing', ['10.0.0.1'], '10.0.0.1', undefined, '10.0.0.1'],
    ['the proxy says nonsense', ['10.0.0.1'], '10.0.0.1', 'x'.repeat(9_000), '10.0.0.1'],
    ['the proxy says an empty word', ['10.0.0.1'], '10.0.0.1', '', '10.0.0.1'],
  ] as const)('when %s', (_what, proxies, from, forwardedFor, expected) => {
    expect(addressOf(proxies, from, forwardedFor)).toBe(expected);
  });
});

test('the limits of an address are those of the client behind a proxy that is trusted', async () => {
  const { app } = openEdge((edge) => void edge.get('/ok', (_r, reply) => void reply.send({})), {
    rateLimits: { address: { units: 1, seconds: 9_999 } },
    trustedProxies: ['10.0.0.0/8'],
  });
  const by = async (remoteAddress: string, client: string) => {
    const headers = { 'x-forwarded-for': client };
    return (await app.inject({ url: '/ok', remoteAddress, headers })).statusCode;
  };
  expect(await by('10.0.0.1', '192.0.2.1')).toBe(200);
  expect(await by('10.0.0.2', '192.0.2.1')).toBe(429);
  expect(await by('10.0.0.1', '192.0.2.2')).toBe(200);
  expect(await by('192.0.2.9', '192.0.2.3')).toBe(200);
  expect(await by('192.0.2.9', '192.0.2.4')).toBe(429);
});

describe('connections of one address', () => {
  const live = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';

  test('are bounded, and give their places back', async () => {
    const edge = openEdge(undefined, { limits: { connectionsPerAddressMax: 2 } });
    const port = await edge.listen();
    const first = await rawConnection(port, live);
    const second = await rawConnection(port, live);
    await first.until('alive');
    await second.until('alive');
    const third = await rawConnection(port, live);
    expect(await third.closed).toBe('');
    expect(await edge.metricsText()).toContain(
      'truetape_http_connections_refused_total{bound="address"} 1',
    );
    first.socket.destroy();
    await first.closed;
    for (let tries = 0; ; tries += 1) {
      expect(tries, 'a place is free again').toBeLessThan(100);
      const again = await rawConnection(port, live);
      if ((await Promise.race([again.closed, again.until('alive')])) === undefined) break;
    }
  });

  test('of a proxy that is trusted are of many clients, and are not', async () => {
    const limits = { connectionsPerAddressMax: 1 };
    const edge = openEdge(undefined, { limits, trustedProxies: ['127.0.0.0/8'] });
    const port = await edge.listen();
    for (let count = 0; count < 3; count += 1) {
      await (await rawConnection(port, live)).until('alive');
    }
  });

  test('of all together: where they are too many, those that ask for nothing have to go', async () => {
    const port = await openEdge(undefined, { limits: { connectionsMax: 2 } }).listen();
    const idle = [await rawConnection(port, live), await rawConnection(port, live)];
    for (const each of idle) await each.until('alive');
    await (await rawConnection(port, live)).closed;
    for (const each of idle) await each.closed;
    await (await rawConnection(port, live)).until('alive');
  });
});
