import { deepStrictEqual, strictEqual } from 'node:assert';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Problem } from '@truetape/contracts';
import { describe, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Server, startServer, tokenOf } from '../http/server.ts';
import { expectRefusal } from '../http/support.ts';

const bearer = (name: string) => ({ authorization: `Bearer ${tokenOf(name)}` });

/** How the upgrade is refused. */
async function refusal({ port }: Server, headers: Readonly<Record<string, string>>, query = '') {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/session${query}`, { headers });
  onTestFinished(() => socket.terminate());
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  let text = '';
  for await (const chunk of response) text += chunk;
  return [response.statusCode, (JSON.parse(text) as Problem).code];
}

describe('a session is not opened', () => {
  test.each([
    ['without a token', {}, '', 401, 'AUTH_REQUIRED'],
    ['with a token that is not ours', bearer('stranger'), '', 401, 'AUTH_REQUIRED'],
    ['by an operator', bearer('operator'), '', 403, 'AUTH_FORBIDDEN'],
    [
      'by a page of a browser',
      { ...bearer('ann'), origin: 'https://x.test' },
      '',
      403,
      'AUTH_FORBIDDEN',
    ],
    ['with a token in its address', {}, `?token=${tokenOf('ann')}`, 401, 'AUTH_REQUIRED'],
  ])('%s', async (_title, headers, query, status, code) => {
    deepStrictEqual(await refusal(await startServer(), headers, query), [status, code]);
  });

  test('by what is no WebSocket', async () => {
    const server = await startServer();
    const answered = await server.send('ann', 'GET', '/v1/session');
    expectRefusal(answered, 'REQUEST_ROUTE_NOT_FOUND');
    strictEqual((await server.send('ann', 'POST', '/v1/session', { body: {} })).status, 405);
  });
});
