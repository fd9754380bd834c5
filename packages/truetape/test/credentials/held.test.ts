import { deepStrictEqual as equal } from 'node:assert';
import { describe, test } from 'vitest';
import { ORDER } from '../http/venue.ts';
import { bearer, openCredentials } from './credentials-world.ts';
import { beginWire, sendWire, signedWire } from './wire.ts';

const settle = async () => {
  for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
};
const order = (clientOrderId: string) => JSON.stringify({ ...ORDER, clientOrderId });

/** Each way in which something is appended: by accounts, by operators, and by the users' own desk. */
const WAYS = [
  { user: 'ann', method: 'POST', path: '/v1/orders', body: order('late') },
  { user: 'operator', method: 'POST', path: '/v1/assets', body: '{"asset":"LATE","scale":2}' },
  {
    user: 'operator',
    method: 'POST',
    path: '/v1/corrections',
    body: JSON.stringify({
      correction: { kind: 'adjustment', accountId: 'ann', asset: 'USD', amount: '1' },
      reason: 'late',
    }),
  },
] as const;

describe.each(WAYS)('$method $path, signed for a time that is over', ({ user, ...asked }) => {
  test('when its body has come at last, is never appended', async () => {
    const world = await openCredentials();
    const { log, clock, port } = world;
    const wire = await signedWire(await world.hmac(user), asked, { clockMs: () => clock.nowMs });
    const head = await log.head();
    const { begun, answered, send } = beginWire(port, wire);
    await begun;
    clock.nowMs += 5_001;
    send();
    const { status, code } = await answered;
    equal([status, code], [503, 'SERVICE_DEADLINE']);
    equal(await world.since(head), []);
  });
});

/** Accounts decide what is queued at once; operators' requests wait for the head that they are decided on. */
describe.each(WAYS.slice(1))('$method $path', ({ user, ...asked }) => {
  test('signed for a time that is over when it would be appended is never appended', async () => {
    const world = await openCredentials();
    const { log, clock, port } = world;
    const key = await world.hmac(user);
    const wire = await signedWire(key, asked, { clockMs: () => clock.nowMs });
    const inTime = await signedWire(key, asked, { clockMs: () => clock.nowMs, windowSeconds: 60 });

    // What waits behind is decided when what is ahead of it is on disk.
    const before = bearer(await world.bearer(user));
    const headers = { ...before, 'content-type': 'application/json' };
    log.disk.hold();
    const ahead = sendWire(port, { ...asked, headers, body: bodyAhead(asked.body) });
    await settle();
    const late = sendWire(port, wire);
    await settle();
    clock.nowMs += 5_001;
    log.disk.release();
    equal((await ahead).status, 201);
    const { status, code } = await late;
    equal([status, code], [503, 'SERVICE_DEADLINE']);
    const head = await log.head();
    clock.nowMs += 10_000;
    await settle();
    equal(await world.since(head), []);
    equal((await sendWire(port, inTime)).status, 201);
  });
});

const bodyAhead = (body: string) => body.replaceAll('late', 'ahead').replace('LATE', 'AHEAD');
