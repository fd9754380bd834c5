import { deepStrictEqual as equal } from 'node:assert';
import { ROOM_RESERVE_BYTES } from '@truetape/event-store/adapter';
import { test } from 'vitest';
import { execute, limitOrder, openVenue, proven, startOn } from './support.ts';

test('an order path on a full disk refuses orders, ends what it has begun, and goes on when there is room', async () => {
  const path = await startOn();
  await openVenue(path, ['ann', 'bob']);
  await execute(path.accounts, 'ann', limitOrder(path, 'maker', 'sell', 100, 5));
  path.log.disk.hold();
  const taken = execute(path.accounts, 'bob', limitOrder(path, 'taker', 'buy', 100, 2));
  await new Promise(setImmediate);
  path.log.disk.leaveRoom(ROOM_RESERVE_BYTES - 1);
  path.log.disk.release();
  equal((await taken).kind, 'done');
  await path.log.settled();
  const refused = { kind: 'failed', code: 'SERVICE_UNAVAILABLE' };
  equal(await execute(path.accounts, 'bob', limitOrder(path, 'late', 'buy', 100, 1)), refused);
  const repeat = await execute(path.accounts, 'bob', limitOrder(path, 'taker', 'buy', 100, 2));
  equal(repeat.kind === 'done' && repeat.repeated, true);
  const { trades, inFlight } = await proven(path.log);
  equal([trades, inFlight], [1, 0]);
  path.log.disk.leaveRoom(undefined);
  const again = await execute(path.accounts, 'bob', limitOrder(path, 'late', 'buy', 100, 1));
  equal(again.kind, 'done');
  await path.log.settled();
  equal((await proven(path.log)).trades, 2);
  equal(path.stopped, []);
});
