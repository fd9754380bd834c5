import { deepStrictEqual, strictEqual } from 'node:assert';
import { parseMinor } from '@truetape/codec';
import { epochMs } from '@truetape/domain';
import { describe, test } from 'vitest';
import { type Server, startServer } from '../http/server.ts';
import { balancesOf, eventsOf, place } from '../http/support.ts';
import { execute, proven } from '../order-path/support.ts';
import { until } from '../process/support.ts';
import { openSession } from './client.ts';

/** A server whose time is the test's, and an open order of `ann`. The timer is set again every 10 ms of real time. */
async function startAt(clock: { nowMs: number }): Promise<Server> {
  const server = await startServer(() => epochMs(clock.nowMs), { session: { presenceMs: 10 } });
  await place(server, 'ann');
  return server;
}

const heldBy = (server: Server) => balancesOf(server, 'ann').USD?.held;

/** Something is appended: the clock looks how late it is. */
async function stir(server: Server): Promise<void> {
  const { length } = await eventsOf(server, 'account-cat');
  const deposit = { type: 'Deposit', asset: 'USD', amount: parseMinor('1', 4) } as const;
  const reference = `stir-${length}`;
  const { kind } = await execute(server.accounts, 'cat', { ...deposit, reference });
  strictEqual(kind, 'done');
}

const timersSet = async (server: Server) =>
  (await eventsOf(server, 'account-ann')).filter(({ type }) => type === 'SilenceTimerSet').length;

async function isQuiet({ metricsText }: Server): Promise<boolean> {
  return /truetape_websocket_connections\{route="\/v1\/session"\} 0\n/.test(await metricsText());
}

/** More time goes by than the timer waits, in steps after each of which it is set again. */
async function passTime(server: Server, clock: { nowMs: number }): Promise<void> {
  for (let step = 0; step < 5; step += 1) {
    const before = await timersSet(server);
    clock.nowMs += 5_000;
    await until('the timer is set again', async () => (await timersSet(server)) > before);
    await stir(server);
  }
}

describe('cancel on disconnect', () => {
  test.each([
    ['a client that goes', false],
    ['a service that closes', true],
  ])('leaves orders while the connection is open, and cancels them after %s', async (_, closes) => {
    const clock = { nowMs: 1_000 };
    const server = await startAt(clock);
    const session = await openSession(server, 'ann');
    const asked = await session.ask({ op: 'cancel-on-disconnect', timeoutMs: 10_000 });
    strictEqual(asked.status, 201);
    await passTime(server, clock);
    strictEqual(heldBy(server), '100.2');

    if (closes) await server.close();
    else session.socket.terminate();
    await session.closed;
    await until('nobody says any more that the client is there', () => isQuiet(server));
    const events = await eventsOf(server, 'account-ann');
    clock.nowMs += 15_000;
    await stir(server);
    await until('all is cancelled', () => heldBy(server) === '0');
    deepStrictEqual(
      (await eventsOf(server, 'account-ann')).slice(events.length).map(({ type }) => type),
      ['SilenceTimerFired', 'OrdersCancelRequested', 'OrderClosed'],
    );
    await proven(server.log);
  });

  test('is taken off with 0', async () => {
    const clock = { nowMs: 1_000 };
    const server = await startAt(clock);
    const session = await openSession(server, 'ann');
    await session.ask({ op: 'cancel-on-disconnect', timeoutMs: 10_000 });
    await session.ask({ op: 'cancel-on-disconnect', timeoutMs: 0 });
    const set = await timersSet(server);
    session.socket.terminate();
    clock.nowMs = 100_000;
    await stir(server);
    await stir(server);
    strictEqual(heldBy(server), '100.2');
    strictEqual(await timersSet(server), set);
  });

  test('refused changes nothing', async () => {
    const clock = { nowMs: 1_000 };
    const server = await startAt(clock);
    const session = await openSession(server, 'ann');
    await session.ask({ op: 'cancel-on-disconnect', timeoutMs: 10_000 });
    strictEqual((await session.ask({ op: 'cancel-on-disconnect', timeoutMs: 1 })).status, 422);
    await passTime(server, clock);
    strictEqual(heldBy(server), '100.2');
  });
});
