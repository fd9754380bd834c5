import { Buffer } from 'node:buffer';
import type { ErrorCode } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { type Sent, startServer } from './server.ts';
import { expectRefusal, leavingNoTrace, place } from './support.ts';
import { ORDER } from './venue.ts';

const NEW_ORDER = { ...ORDER, clientOrderId: 'c-2' };
const TRANSFER = { asset: 'USD', amount: '1', reference: 'r-1' };

/** Every route with a body, and a body that it takes. */
const ROUTES = [
  { caller: 'ann', method: 'POST', path: '/v1/orders', good: NEW_ORDER },
  { caller: 'ann', method: 'POST', path: '/v1/orders/test', good: NEW_ORDER },
  { caller: 'ann', method: 'POST', path: '/v1/orders/batch', good: { orders: [NEW_ORDER] } },
  { caller: 'ann', method: 'PATCH', path: '/v1/orders/ann.3', good: { price: '99' } },
  { caller: 'operator', method: 'POST', path: '/v1/accounts/ann/deposits', good: TRANSFER },
  { caller: 'ann', method: 'POST', path: '/v1/accounts/ann/withdrawals', good: TRANSFER },
] as const;

type Row = readonly [title: string, sent: Sent, code: ErrorCode, field?: string];

/** What is wrong before anybody asks what the fields mean. */
function badBodies(good: object): readonly Row[] {
  const json = JSON.stringify(good);
  const [first = ''] = Object.keys(good);
  const bytes = Buffer.from(json);
  const notUtf8 = Buffer.concat([bytes.subarray(0, -1), Buffer.from(',"x":"\xff"}', 'latin1')]);
  const notJson = [
    '',
    '{',
    json.slice(0, -1),
    `${json}x`,
    `${json},`,
    `${json}${json}`,
    `\uFEFF${json}`,
    `// an order\n${json}`,
    json.replaceAll('"', "'"),
    '{"price":NaN}',
    '{"price":01}',
    '{"price":"1",}',
    '{"price":"\n"}',
  ];
  return [
    ...['null', 'true', '1', '"x"', '[]', `[${json}]`].map(
      (body): Row => [body, { body }, 'REQUEST_INVALID'],
    ),
    ...notJson.map((body): Row => [body, { body }, 'REQUEST_MALFORMED_JSON']),
    ['a key twice', { body: `{"${first}":1,${json.slice(1)}` }, 'REQUEST_DUPLICATE_KEY', first],
    [
      'a key twice, once escaped',
      { body: `${json.slice(0, -1)},"${escaped(first)}":1}` },
      'REQUEST_DUPLICATE_KEY',
      first,
    ],
    ['an unknown key twice', { body: '{"x":1,"x":1}' }, 'REQUEST_DUPLICATE_KEY', 'x'],
    ['17 levels', { body: `${'['.repeat(17)}${']'.repeat(17)}` }, 'REQUEST_TOO_DEEP'],
    ['invalid UTF-8', { body: notUtf8 }, 'REQUEST_INVALID_UTF8'],
    ['half a pair', { body: '{"x":"\\ud800"}' }, 'REQUEST_INVALID_UTF8'],
    ['64 KiB and a byte', { body: json.padEnd(65_537) }, 'REQUEST_BODY_TOO_LARGE'],
  ];
}

const escaped = (key: string) =>
  `\\u${(key.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}${key.slice(1)}`;

const BAD_TYPES: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'text/json' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/json; charset=latin1' },
  { 'content-type': 'application/json; version=1' },
  { 'content-type': 'application/jsonp' },
  { 'content-type': '' },
  { 'content-encoding': 'gzip' },
];

describe.each(ROUTES)('$method $path', ({ caller, method, path, good }) => {
  test('refuses what is not one JSON object, and it leaves no trace', async () => {
    const server = await startServer();
    await place(server, 'ann');
    await leavingNoTrace(server, async () => {
      for (const [title, sent, code, field] of badBodies(good)) {
        expectRefusal(await server.send(caller, method, path, sent), code, field, title);
      }
    });
  });

  test('refuses what is not JSON by its type, and it leaves no trace', async () => {
    const server = await startServer();
    await place(server, 'ann');
    await leavingNoTrace(server, async () => {
      for (const headers of BAD_TYPES) {
        const answered = await server.send(caller, method, path, { body: good, headers });
        const row = JSON.stringify(headers);
        expectRefusal(answered, 'REQUEST_UNSUPPORTED_MEDIA_TYPE', undefined, row);
      }
    });
  });
});

const WAITS = [
  '',
  'wait',
  'wait=',
  'wait=11',
  'wait=-1',
  'wait=1.5',
  'wait=1e0',
  'wait="1"',
  'wait=0001',
  'wait=1;x',
  'wait=1, wait=2',
  'return=minimal',
  'respond-async, wait=5',
];
const KEYS = ['', 'a b', 'a,b', 'a.b', '\u00e4', 'k'.repeat(65)];

describe.each([
  { header: 'Prefer', values: WAITS, method: 'POST', path: '/v1/orders', body: NEW_ORDER },
  {
    header: 'Prefer',
    values: WAITS,
    method: 'PATCH',
    path: '/v1/orders/ann.3',
    body: { price: '99' },
  },
  { header: 'Prefer', values: WAITS, method: 'DELETE', path: '/v1/orders/ann.3', body: undefined },
  {
    header: 'Idempotency-Key',
    values: KEYS,
    method: 'PATCH',
    path: '/v1/orders/ann.3',
    body: { price: '99' },
  },
  {
    header: 'Idempotency-Key',
    values: KEYS,
    method: 'DELETE',
    path: '/v1/orders/ann.3',
    body: undefined,
  },
  {
    header: 'Idempotency-Key',
    values: KEYS,
    method: 'DELETE',
    path: '/v1/orders',
    body: undefined,
  },
])('$method $path', ({ header, values, method, path, body }) => {
  test(`refuses a ${header} of the wrong form, and it leaves no trace`, async () => {
    const server = await startServer();
    await place(server, 'ann');
    await leavingNoTrace(server, async () => {
      for (const value of values) {
        const headers = { [header]: value };
        const answered = await server.send('ann', method, path, { body, headers });
        expectRefusal(answered, 'REQUEST_INVALID', header, `${header}: ${value}`);
      }
    });
  });
});
