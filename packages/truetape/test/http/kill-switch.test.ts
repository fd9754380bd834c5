import { deepStrictEqual, strictEqual } from 'node:assert';
import { readTrail } from '@truetape/audit/trail';
import { commandAnswer, type Data } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { proven, quiet } from '../order-path/support.ts';
import { type Server, startServer } from './server.ts';
import {
  balancesOf,
  eventsOf,
  expectRefusal,
  leavingNoTrace,
  place,
  receiptedEvent,
  WAIT,
} from './support.ts';
import { ORDER } from './venue.ts';

const AT = '1970-01-01T00:00:01.000Z';
const MARKET = '/v1/instruments/BTC-USD/kill-switch';
const VENUE = '/v1/kill-switch';
const ACCOUNTS = ['ann', 'bob', 'cat'] as const;
const reason = 'Orders of one client arrive a thousand times a second.';

/** Turns a kill switch as an operator and waits for all that comes of it; answered with the receipt. */
async function turn(server: Server, path: string, action: 'trip' | 'release', key?: string) {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const sent = { body: { action, reason }, headers };
  const answered = await server.send('operator', 'POST', path, sent);
  strictEqual(answered.status, 202, JSON.stringify(answered.body));
  await quiet(server);
  return commandAnswer.parse(answered.body);
}

/** An order of each account comes to rest. */
async function restEverywhere(server: Server, symbol: string): Promise<void> {
  for (const [index, caller] of ACCOUNTS.entries()) {
    const order = { clientOrderId: `r-${symbol}`, symbol, price: String(90 + index) };
    strictEqual((await place(server, caller, order)).status, 'open');
  }
}

/** Where nobody trades, and everybody can pay. */
const PRICES: Readonly<Record<string, string>> = {
  'BTC-USD': '80',
  'ETH-USD': '80',
  'ETH-BTC': '1',
};

/** What becomes of a new order of each account, whoever refuses it. */
async function answersIn(server: Server, symbol: string, id: string) {
  const answers: unknown[] = [];
  for (const caller of ACCOUNTS) {
    const order = { ...ORDER, clientOrderId: `${id}-${symbol}`, symbol, price: PRICES[symbol] };
    const sent = { body: order, headers: WAIT };
    const { body } = await server.send(caller, 'POST', '/v1/orders', sent);
    const { code, reason: why, status } = body as Readonly<Record<string, unknown>>;
    answers.push(code ?? why ?? status);
  }
  return answers;
}

/** How often each order of a market was cancelled. */
async function cancelledIn(server: Server, symbol: string) {
  const counts: Record<string, number> = {};
  for (const { type, data } of await eventsOf(server, `market-${symbol}`)) {
    if (type !== 'OrderCancelled') continue;
    const { orderId, reason: why } = data as Data<'OrderCancelled'>;
    counts[`${orderId} ${why}`] = (counts[`${orderId} ${why}`] ?? 0) + 1;
  }
  return counts;
}

const heldBy = (server: Server, accountId: string) =>
  Object.values(balancesOf(server, accountId)).map(({ held }) => held);

const KILLED = Array.from(ACCOUNTS, () => 'RISK_KILL_SWITCH');
const OPEN = Array.from(ACCOUNTS, () => 'open');

describe('tripping a kill switch', () => {
  test.each([
    ['of a market', MARKET, 'instrument-BTC-USD', 1, { symbol: 'BTC-USD' }],
    ['of the venue', VENUE, 'venue', 3, {}],
  ] as const)(
    '%s is one append of two events, and the answer the receipt of the second',
    async (...of) => {
      const [, path, stream, first, scope] = of;
      const server = await startServer();
      const answer = await turn(server, path, 'trip', 'k-1');
      const cancel = await receiptedEvent(server, answer);
      const written = (await eventsOf(server, stream)).slice(first);
      deepStrictEqual(
        written.map(({ type, data, actor }) => [
          type,
          JSON.parse(JSON.stringify(data)),
          actor?.userId,
        ]),
        [
          ['KillSwitchTripped', { at: AT, idempotencyKey: 'k-1', reason, ...scope }, 'operator'],
          [
            'OrdersCancelRequested',
            { at: AT, idempotencyKey: 'k-1', receivedAt: AT, ...scope },
            'operator',
          ],
        ],
      );
      deepStrictEqual([cancel.stream, cancel.revision], [stream, first + 1]);
      strictEqual(written[0]?.position, cancel.position - 1);
    },
  );

  test('of a market cancels all that stands there once, and lets nothing come until its release', async () => {
    const server = await startServer();
    await restEverywhere(server, 'BTC-USD');
    await restEverywhere(server, 'ETH-USD');
    await turn(server, MARKET, 'trip');
    deepStrictEqual(await answersIn(server, 'BTC-USD', 'killed'), KILLED);
    const once = Object.fromEntries(ACCOUNTS.map((id) => [`${id}.3 mass-cancel`, 1]));
    deepStrictEqual(await cancelledIn(server, 'BTC-USD'), once);
    deepStrictEqual(await cancelledIn(server, 'ETH-USD'), {});
    strictEqual(
      (await place(server, 'ann', { clientOrderId: 'e', symbol: 'ETH-USD' })).status,
      'open',
    );
    await turn(server, MARKET, 'release');
    deepStrictEqual(await answersIn(server, 'BTC-USD', 'free'), OPEN);
    strictEqual((await proven(server.log)).inFlight, 0);
  });

  test('of the venue does so in every market, and in one that is listed meanwhile', async () => {
    const server = await startServer();
    for (const symbol of ['BTC-USD', 'ETH-USD']) await restEverywhere(server, symbol);
    await turn(server, VENUE, 'trip');
    await list(server, 'ETH-BTC');
    for (const symbol of ['BTC-USD', 'ETH-USD']) {
      deepStrictEqual(await answersIn(server, symbol, 'killed'), KILLED);
      strictEqual(Object.values(await cancelledIn(server, symbol)).join(), '1,1,1');
    }
    deepStrictEqual(await answersIn(server, 'ETH-BTC', 'killed'), KILLED);
    for (const id of ACCOUNTS) deepStrictEqual(heldBy(server, id), ['0', '0'], id);
    await turn(server, VENUE, 'release');
    for (const symbol of ['BTC-USD', 'ETH-USD', 'ETH-BTC']) {
      deepStrictEqual(await answersIn(server, symbol, 'free'), OPEN);
    }
    strictEqual((await proven(server.log)).inFlight, 0);
  });

  test('again cancels again, and its release counts once', async () => {
    const server = await startServer();
    await turn(server, MARKET, 'trip');
    await turn(server, MARKET, 'trip');
    await turn(server, MARKET, 'release');
    deepStrictEqual(await answersIn(server, 'BTC-USD', 'free'), OPEN);
    await turn(server, VENUE, 'trip');
    await turn(server, MARKET, 'trip');
    await turn(server, VENUE, 'release');
    deepStrictEqual(await answersIn(server, 'BTC-USD', 'killed'), KILLED);
    strictEqual((await eventsOf(server, 'instrument-BTC-USD')).length, 8);
    await proven(server.log);
  });

  test('leaves its mark in the trail of every order that it cancels', async () => {
    const server = await startServer();
    await restEverywhere(server, 'BTC-USD');
    const { receipt } = await turn(server, MARKET, 'trip');
    await answersIn(server, 'BTC-USD', 'killed');
    const trail = await readTrail(server.log, 'bob.3', { limit: 10, looked: 1_000 });
    const { stream, revision } = receipt;
    deepStrictEqual(
      trail?.entries.slice(-2).map(({ type, cause, what }) => [type, cause, what]),
      [
        [
          'OrderCancelled',
          { stream, revision, type: 'OrdersCancelRequested' },
          'is cancelled with 1 left: mass-cancel',
        ],
        [
          'OrderClosed',
          { stream: 'market-BTC-USD', revision: 6, type: 'OrderCancelled' },
          'is over, cancelled (mass-cancel): holds nothing any more',
        ],
      ],
    );
  });
});

describe('releasing a kill switch', () => {
  test.each([MARKET, VENUE])('is refused where it is not on: %s', async (path) => {
    const server = await startServer();
    const release = { body: { action: 'release', reason } };
    const refused = async () =>
      leavingNoTrace(server, async () => {
        expectRefusal(
          await server.send('operator', 'POST', path, release),
          'KILL_SWITCH_NOT_TRIPPED',
        );
      });
    await refused();
    await turn(server, path === MARKET ? VENUE : MARKET, 'trip');
    expectRefusal(await server.send('operator', 'POST', path, release), 'KILL_SWITCH_NOT_TRIPPED');
    await turn(server, path, 'trip');
    await turn(server, path, 'release');
    expectRefusal(await server.send('operator', 'POST', path, release), 'KILL_SWITCH_NOT_TRIPPED');
  });

  test('is done once, of several who ask at once', async () => {
    const server = await startServer();
    await turn(server, MARKET, 'trip');
    const release = { body: { action: 'release', reason } };
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => server.send('operator', 'POST', MARKET, release)),
    );
    deepStrictEqual(answers.map(({ status }) => status).toSorted(), [202, 409, 409, 409]);
  });
});

describe('an Idempotency-Key', () => {
  test('makes one of what is sent many times at once, answered with the first receipt', async () => {
    const server = await startServer();
    for (const action of ['trip', 'release'] as const) {
      const asked = Array.from({ length: 10 }, () => turn(server, MARKET, action, `k-${action}`));
      const answers = await Promise.all(asked);
      strictEqual(new Set(answers.map(({ receipt }) => receipt.hash)).size, 1);
      strictEqual(answers.filter(({ repeated }) => repeated === undefined).length, 1);
    }
    strictEqual((await eventsOf(server, 'instrument-BTC-USD')).length, 4);
  });

  test('answers as it was then, whatever the switch is now', async () => {
    const server = await startServer();
    const trip = await turn(server, VENUE, 'trip', 'k-1');
    const release = await turn(server, VENUE, 'release', 'k-2');
    deepStrictEqual(await turn(server, VENUE, 'trip', 'k-1'), { ...trip, repeated: true });
    deepStrictEqual(await turn(server, VENUE, 'release', 'k-2'), { ...release, repeated: true });
    strictEqual((await place(server, 'ann')).status, 'open');
  });

  test('is refused with another request', async () => {
    const server = await startServer();
    await turn(server, MARKET, 'trip', 'k-1');
    await leavingNoTrace(server, async () => {
      for (const [path, body] of [
        [MARKET, { action: 'release', reason }],
        [MARKET, { action: 'trip', reason: 'Another one.' }],
        ['/v1/instruments/BTC-USD/halt', {}],
      ] as const) {
        const sent = { body, headers: { 'idempotency-key': 'k-1' } };
        const answered = await server.send('operator', 'POST', path, sent);
        expectRefusal(answered, 'REQUEST_KEY_REUSED', 'Idempotency-Key', JSON.stringify(body));
      }
    });
  });
});

test.each([
  [MARKET, undefined, 'REQUEST_INVALID', undefined],
  [VENUE, {}, 'REQUEST_INVALID', 'action'],
  [VENUE, { action: 'pull', reason }, 'REQUEST_INVALID', 'action'],
  [VENUE, { action: 'trip' }, 'REQUEST_INVALID', 'reason'],
  [VENUE, { action: 'trip', reason: '' }, 'REQUEST_INVALID', 'reason'],
  [VENUE, { action: 'trip', reason: 'x'.repeat(501) }, 'REQUEST_INVALID', 'reason'],
  [VENUE, { action: 'trip', reason: 'half of \ud83d' }, 'REQUEST_INVALID_UTF8', undefined],
  [MARKET, { action: 'trip', reason, symbol: 'ETH-USD' }, 'REQUEST_UNKNOWN_FIELD', 'symbol'],
  [
    '/v1/instruments/XRP-USD/kill-switch',
    { action: 'trip', reason },
    'INSTRUMENT_NOT_FOUND',
    undefined,
  ],
  [
    '/v1/instruments/btc-usd/kill-switch',
    { action: 'trip', reason },
    'INSTRUMENT_NOT_FOUND',
    undefined,
  ],
] as const)('%s %j is refused with %s %s, and leaves no trace', async (path, body, code, field) => {
  const server = await startServer();
  await leavingNoTrace(server, async () => {
    const sent = body === undefined ? {} : { body };
    expectRefusal(await server.send('operator', 'POST', path, sent), code, field);
  });
});

test('a reason is kept to the letter', async () => {
  const server = await startServer();
  const words = `Größer als erlaubt: 📉${'.'.repeat(479)}`;
  const sent = { body: { action: 'trip', reason: words } };
  strictEqual((await server.send('operator', 'POST', VENUE, sent)).status, 202);
  const tripped = (await eventsOf(server, 'venue')).at(-2)?.data;
  strictEqual((tripped as Data<'KillSwitchTripped'>).reason, words);
});

async function list({ send }: Server, symbol: string): Promise<void> {
  const body = {
    symbol,
    tick: '0.0001',
    lot: '0.01',
    minQuantity: '0.01',
    maxQuantity: '1000',
    minNotional: '0',
    maxNotional: '100',
    makerRate: '0',
    takerRate: '0.001',
  };
  strictEqual((await send('operator', 'POST', '/v1/instruments', { body })).status, 201);
}
