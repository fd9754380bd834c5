import { deepStrictEqual, ok as holds, strictEqual } from 'node:assert';
import { makeAttackers } from '@truetape/bench';
import { describe, test } from 'vitest';
import { startServer, tokenOf } from './server.ts';
import { ORDER } from './venue.ts';

const CONNECTIONS = 40;
const ORDERS = 60;

describe('beside attackers', () => {
  test.each(['slow headers', 'slow bodies', 'idle connections', 'deep JSON'] as const)(
    'with %s every honest order is answered',
    async (attack) => {
      const { port, send } = await startServer();
      const attackers = makeAttackers();
      const connections = CONNECTIONS;
      await attackers({ kind: 'begin', attack, port, token: tokenOf('bob'), connections });
      const placed = Array.from({ length: ORDERS }, async (_, at) => {
        const body = { ...ORDER, quantity: '0.1', clientOrderId: `honest-${at}` };
        return (await send('ann', 'POST', '/v1/orders', { body })).status;
      });
      deepStrictEqual(new Set(await Promise.all(placed)), new Set([201]));
      const report = await attackers({ kind: 'end' });
      strictEqual(report?.openMax, CONNECTIONS);
      // Nothing that they sent was done.
      const isAnswered = attack === 'deep JSON' || attack === 'idle connections';
      holds(Object.keys(report.answers).length > 0 || !isAnswered, 'the attackers were answered');
      deepStrictEqual(
        Object.keys(report.answers).filter((status) => status === '201'),
        [],
      );
    },
  );
});
