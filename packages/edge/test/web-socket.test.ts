import type { FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { sendProblem } from '../src/index.ts';
import { webSocketRoute } from '../src/web-socket.ts';
import { eventually, openEdge, rawConnection } from './support.ts';

const upgrade = (path: string) =>
  [
    `GET ${path} HTTP/1.1`,
    'Host: x',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n');

const limits = {
  messageBytesMax: 100,
  waitingBytesMax: 100,
  waitingMsMax: 10_000,
  heartbeatMs: 1_000,
  closeMs: 100,
};

function mount(app: FastifyInstance): void {
  app.register(async (child) => {
    const refuse = (_request: unknown, reply: Parameters<typeof sendProblem>[0]) => {
      sendProblem(reply, 'AUTH_REQUIRED');
    };
    await webSocketRoute(child, {
      path: '/stream',
      limits,
      accept: (connection) => {
        connection.send('[]');
        return { onMessage: () => {} };
      },
    });
    await webSocketRoute(child, {
      path: '/guarded',
      limits,
      guards: [refuse],
      accept: () => ({ onMessage: () => {} }),
    });
  });
}

async function open(app: FastifyInstance, bound: string): Promise<string | undefined> {
  const { body } = await app.inject({ url: '/metrics' });
  return new RegExp(`requests_in_flight\\{bound="${bound}"\\} (\\d+)`).exec(body)?.[1];
}

test('an upgraded connection counts against its own bound, for its whole life, and is one log line', async () => {
  const { app, listen, logLines, metricsText } = openEdge(mount, { limits: { webSocketsMax: 1 } });
  const port = await listen();
  const connection = await rawConnection(port, upgrade('/stream'));
  await connection.until('[]');
  expect(await open(app, 'websocket')).toBe('1');
  expect(await open(app, 'general')).toBe('0');
  const refused = await rawConnection(port, upgrade('/stream'));
  expect(await refused.closed).toContain('SERVICE_OVERLOADED');
  connection.socket.destroy();
  await eventually(async () => (await open(app, 'websocket')) === '0');
  const lines = (await logLines()).filter(({ route }) => route === '/stream');
  expect(lines).toMatchObject([{ status: 503 }, { status: 101 }]);
  expect(await metricsText()).not.toContain('route="/stream",status="101"');
});

test('an upgrade that a guard refuses gets its problem over the connection', async () => {
  const { app, listen } = openEdge(mount);
  const connection = await rawConnection(await listen(), upgrade('/guarded'));
  const received = await connection.closed;
  expect(received).toContain('AUTH_REQUIRED');
  expect(received).toMatch(/^HTTP\/1\.1 401 /);
  await eventually(async () => (await open(app, 'websocket')) === '0');
});

test('an upgrade anywhere else is answered and closed', async () => {
  const port = await openEdge(mount).listen();
  for (const [path, status] of [
    ['/nothing', 404],
    ['/health/live', 200],
  ] as const) {
    const connection = await rawConnection(port, upgrade(path));
    expect(await connection.closed).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  }
});
