import { deepStrictEqual, strictEqual } from 'node:assert';
import type { ErrorCode } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { startServer } from '../http/server.ts';
import { leavingNoTrace } from '../http/support.ts';
import { ORDER } from '../http/venue.ts';
import { openSession } from './client.ts';

type Row = readonly [frame: string | Buffer, code: ErrorCode, field?: string, id?: string];

const ORDER_TEXT = JSON.stringify(ORDER);

const BAD_FRAMES: readonly Row[] = [
  ['', 'REQUEST_MALFORMED_JSON'],
  ['{', 'REQUEST_MALFORMED_JSON'],
  ['{"id":"a"}x', 'REQUEST_MALFORMED_JSON'],
  ['null', 'REQUEST_INVALID'],
  ['[]', 'REQUEST_INVALID'],
  ['"x"', 'REQUEST_INVALID'],
  ['{}', 'REQUEST_INVALID', 'id'],
  ['{"op":"cancel-all"}', 'REQUEST_INVALID', 'id'],
  ['{"id":1,"op":"cancel-all"}', 'REQUEST_INVALID', 'id'],
  ['{"id":"","op":"cancel-all"}', 'REQUEST_INVALID', 'id'],
  ['{"id":"a b","op":"cancel-all"}', 'REQUEST_INVALID', 'id'],
  [`{"id":"${'a'.repeat(37)}","op":"cancel-all"}`, 'REQUEST_INVALID', 'id'],
  ['{"id":"a","id":"a","op":"cancel-all"}', 'REQUEST_DUPLICATE_KEY', 'id'],
  ['{"id":"a"}', 'REQUEST_INVALID', 'op', 'a'],
  ['{"id":"a","op":"withdraw"}', 'REQUEST_INVALID', 'op', 'a'],
  ['{"id":"a","op":null}', 'REQUEST_INVALID', 'op', 'a'],
  ['{"id":"a","op":"cancel-all","x":1}', 'REQUEST_UNKNOWN_FIELD', 'x', 'a'],
  ['{"id":"a","op":"cancel-all","__proto__":1}', 'REQUEST_UNKNOWN_FIELD', '__proto__', 'a'],
  ['{"id":"a","op":"cancel-all","symbol":"btc"}', 'REQUEST_INVALID', 'symbol', 'a'],
  ['{"id":"a","op":"cancel-all","waitSeconds":1}', 'REQUEST_UNKNOWN_FIELD', 'waitSeconds', 'a'],
  ['{"id":"a","op":"cancel"}', 'REQUEST_INVALID', 'orderId', 'a'],
  ['{"id":"a","op":"cancel","orderId":3}', 'REQUEST_INVALID', 'orderId', 'a'],
  ['{"id":"a","op":"replace","orderId":"ann.3"}', 'REQUEST_INVALID', 'price', 'a'],
  ['{"id":"a","op":"place"}', 'REQUEST_INVALID', 'order', 'a'],
  [`{"id":"a","op":"place",${ORDER_TEXT.slice(1)}`, 'REQUEST_INVALID', 'order', 'a'],
  ['{"id":"a","op":"place","order":{"price":1e400}}', 'REQUEST_INVALID', 'clientOrderId', 'a'],
  ['{"id":"a","op":"cancel-on-disconnect"}', 'REQUEST_INVALID', 'timeoutMs', 'a'],
  ['{"id":"a","op":"batch"}', 'REQUEST_INVALID', 'requests', 'a'],
  ['{"id":"a","op":"batch","requests":[]}', 'REQUEST_INVALID', 'requests', 'a'],
  [
    `{"id":"a","op":"batch","requests":[${Array(101).fill(1)}]}`,
    'REQUEST_INVALID',
    'requests',
    'a',
  ],
  [`{"id":"a","op":"place","order":${'['.repeat(16)}${']'.repeat(16)}}`, 'REQUEST_TOO_DEEP'],
  ['{"id":"\\ud800"}', 'REQUEST_INVALID_UTF8'],
  [Buffer.from('{"id":"a","op":"cancel-all"}'), 'REQUEST_INVALID'],
  ...[-1, 1.5, 11, '1', null].map(
    (seconds): Row => [
      `{"id":"a","op":"cancel","orderId":"ann.3","waitSeconds":${JSON.stringify(seconds)}}`,
      'REQUEST_INVALID',
      'waitSeconds',
      'a',
    ],
  ),
  ...['', 'a b', 'k'.repeat(65), 1].map(
    (key): Row => [
      `{"id":"a","op":"cancel-all","idempotencyKey":${JSON.stringify(key)}}`,
      'REQUEST_INVALID',
      'idempotencyKey',
      'a',
    ],
  ),
];

describe('a frame that is no request', () => {
  test('is answered with its problem, leaves no trace, and the connection stays', async () => {
    const server = await startServer(undefined, { session: { unreadableMax: BAD_FRAMES.length } });
    const session = await openSession(server, 'ann');
    await leavingNoTrace(server, async () => {
      for (const [index, [frame, code, field, id]] of BAD_FRAMES.entries()) {
        session.send(frame);
        const told = (await session.answered(index + 1))[index];
        const problem = told !== undefined && 'problem' in told ? told.problem : undefined;
        deepStrictEqual(
          { frame, id: told?.id, code: problem?.code, field: problem?.field },
          { frame, id, code, field },
        );
        strictEqual(told?.status, problem?.status);
      }
    });
    strictEqual((await session.ask({ op: 'place', order: ORDER })).status, 201);
  });

  test('closes the connection when too many come in a row', async () => {
    const server = await startServer(undefined, { session: { unreadableMax: 3 } });
    const session = await openSession(server, 'ann');
    for (const frame of ['1', '2', '3']) session.send(frame);
    await session.ask({ op: 'cancel-all' });
    for (const frame of ['1', '2', '3', '4', '5']) session.send(frame);
    const reason = 'too many messages that are no request';
    deepStrictEqual(await session.closed, { code: 1008, reason });
    deepStrictEqual(
      session.answers.map(({ status }) => status),
      [400, 400, 400, 202, 400, 400, 400, 400],
    );
  });

  test('closes the connection at once when it is larger than 64 KiB or not UTF-8', async () => {
    const server = await startServer();
    const large = await openSession(server, 'ann');
    large.send('1'.padEnd(65_536));
    await large.answered(1);
    large.send('1'.padEnd(65_537));
    strictEqual((await large.closed).code, 1009);
    const garbled = await openSession(server, 'ann');
    garbled.socket.send(Buffer.from('{"id":"\xff"}', 'latin1'), { binary: false });
    strictEqual((await garbled.closed).code, 1007);
  });
});
