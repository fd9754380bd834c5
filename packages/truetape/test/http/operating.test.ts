import { deepStrictEqual, strictEqual } from 'node:assert';
import { commandAnswer, type Data } from '@truetape/contracts';
import { epochMs } from '@truetape/domain';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { type Server, startServer } from './server.ts';
import {
  eventsOf,
  expectRefusal,
  firstEvents,
  leavingNoTrace,
  place,
  receiptedEvent,
} from './support.ts';

const AT = '1970-01-01T00:00:01.000Z';
const MARKET = '/v1/instruments/BTC-USD';
const INSTRUMENT = 'instrument-BTC-USD';

/** Asks as an operator; answered with what was appended. */
async function operate(
  { send }: Server,
  path: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
) {
  const sent = body === undefined ? { headers } : { body, headers };
  const answered = await send('operator', 'POST', path, sent);
  strictEqual(answered.status, 202, JSON.stringify(answered.body));
  return commandAnswer.parse(answered.body);
}

/** The states that the market has been in, as soon as there are so many. */
async function statesOf(server: Server, count: number): Promise<string[]> {
  const events = await firstEvents(server, 'market-BTC-USD', count + 1);
  return events.slice(1).map(({ data }) => (data as { readonly to: string }).to);
}

describe('what an operator asks of a market', () => {
  test.each([
    ['halt', {}, { to: 'halted' }],
    ['resume', {}, { to: 'open' }],
    ['open', undefined, { to: 'open' }],
    ['pre-open', {}, { to: 'pre-open' }],
    ['close', {}, { to: 'closed' }],
    ['auction', { seconds: 90 }, { dueAt: '1970-01-01T00:01:31.000Z', to: 'auction' }],
    [
      'auction',
      { seconds: 1, next: 'closed' },
      { dueAt: '1970-01-01T00:00:02.000Z', next: 'closed', to: 'auction' },
    ],
  ])('%s %j is one event, and the answer its receipt', async (request, body, asked) => {
    const server = await startServer();
    const answer = await operate(server, `${MARKET}/${request}`, body);
    const { type, stream, revision, data, actor } = await receiptedEvent(server, answer);
    deepStrictEqual(
      { type, stream, revision, data: JSON.parse(JSON.stringify(data)), by: actor?.userId },
      {
        type: 'MarketStateRequested',
        stream: INSTRUMENT,
        revision: 1,
        data: { at: AT, symbol: 'BTC-USD', ...asked },
        by: 'operator',
      },
    );
  });

  test('changes the market where it may be, and nothing otherwise', async () => {
    const server = await startServer();
    for (const request of ['halt', 'halt', 'resume', 'pre-open', 'close', 'halt', 'pre-open']) {
      await operate(server, `${MARKET}/${request}`);
    }
    deepStrictEqual(await statesOf(server, 5), ['open', 'halted', 'open', 'closed', 'pre-open']);
    strictEqual((await eventsOf(server, INSTRUMENT)).length, 8);
    await proven(server.log);
  });

  test('takes effect for the orders behind it', async () => {
    const server = await startServer();
    await operate(server, `${MARKET}/halt`);
    const refused = await place(server, 'ann');
    deepStrictEqual([refused.status, refused.reason], ['rejected', 'MARKET_HALTED']);
    await operate(server, `${MARKET}/resume`);
    strictEqual((await place(server, 'ann', { clientOrderId: 'c-2' })).status, 'open');
  });

  test.each([
    [`${MARKET}/auction`, {}, 'REQUEST_INVALID', 'seconds'],
    [`${MARKET}/auction`, undefined, 'REQUEST_INVALID', 'seconds'],
    [`${MARKET}/auction`, { seconds: 0 }, 'REQUEST_INVALID', 'seconds'],
    [`${MARKET}/auction`, { seconds: 86_401 }, 'REQUEST_INVALID', 'seconds'],
    [`${MARKET}/auction`, { seconds: 1.5 }, 'REQUEST_INVALID', 'seconds'],
    [`${MARKET}/auction`, { seconds: 1, next: 'halted' }, 'REQUEST_INVALID', 'next'],
    [`${MARKET}/halt`, { seconds: 1 }, 'REQUEST_UNKNOWN_FIELD', 'seconds'],
    ['/v1/instruments/XRP-USD/halt', {}, 'INSTRUMENT_NOT_FOUND', undefined],
    ['/v1/instruments/btc-usd/halt', {}, 'INSTRUMENT_NOT_FOUND', undefined],
    ['/v1/instruments/BTC-USD/burn', {}, 'REQUEST_ROUTE_NOT_FOUND', undefined],
    ['/v1/ruleset', {}, 'REQUEST_INVALID', 'ruleset'],
    ['/v1/ruleset', { ruleset: 1 }, 'RULESET_UNKNOWN', 'ruleset'],
    ['/v1/ruleset', { ruleset: 999 }, 'RULESET_UNKNOWN', 'ruleset'],
  ] as const)(
    '%s %j is refused with %s %s, and leaves no trace',
    async (path, body, code, field) => {
      const server = await startServer();
      await leavingNoTrace(server, async () => {
        const sent = body === undefined ? {} : { body };
        expectRefusal(await server.send('operator', 'POST', path, sent), code, field);
      });
    },
  );

  test('is done by each of several who ask at once', async () => {
    const server = await startServer();
    const asked = ['halt', 'resume', 'halt'].map((request) =>
      operate(server, `${MARKET}/${request}`),
    );
    const revisions = (await Promise.all(asked)).map(({ receipt }) => receipt.revision);
    deepStrictEqual(revisions.toSorted(), [1, 2, 3]);
  });
});

describe('an Idempotency-Key', () => {
  const key = (value: string) => ({ 'idempotency-key': value });

  test('makes what is sent again a repeat, however late it is', async () => {
    const clock = { nowMs: 1_000 };
    const server = await startServer(() => epochMs(clock.nowMs));
    const ask = () => operate(server, `${MARKET}/auction`, { seconds: 60 }, key('k-1'));
    const first = await ask();
    clock.nowMs = 1_500;
    deepStrictEqual(await ask(), { ...first, repeated: true });
    strictEqual((await eventsOf(server, INSTRUMENT)).length, 2);
  });

  test('makes one of what is sent many times at once', async () => {
    const server = await startServer();
    const asked = Array.from({ length: 10 }, () =>
      operate(server, '/v1/ruleset', { ruleset: 2 }, key('k-1')),
    );
    const answers = await Promise.all(asked);
    deepStrictEqual(new Set(answers.map(({ receipt }) => receipt.hash)).size, 1);
    strictEqual(answers.filter(({ repeated }) => repeated === undefined).length, 1);
  });

  test('is refused with another request', async () => {
    const server = await startServer();
    await operate(server, `${MARKET}/auction`, { seconds: 60 }, key('k-1'));
    await leavingNoTrace(server, async () => {
      for (const [request, body] of [
        ['auction', { seconds: 61 }],
        ['auction', { seconds: 60, next: 'closed' }],
        ['halt', {}],
      ] as const) {
        const sent = { body, headers: key('k-1') };
        const answered = await server.send('operator', 'POST', `${MARKET}/${request}`, sent);
        expectRefusal(answered, 'REQUEST_KEY_REUSED', 'Idempotency-Key', request);
      }
    });
  });

  test('of another market is another one, and without one everything is done', async () => {
    const server = await startServer();
    await operate(server, `${MARKET}/halt`, {}, key('k-1'));
    const other = await operate(server, '/v1/instruments/ETH-USD/halt', {}, key('k-1'));
    deepStrictEqual([other.receipt.stream, other.repeated], ['instrument-ETH-USD', undefined]);
    await operate(server, `${MARKET}/halt`);
    await operate(server, `${MARKET}/halt`);
    strictEqual((await eventsOf(server, INSTRUMENT)).length, 4);
  });
});

describe('a listing', () => {
  const ETH_BTC = {
    symbol: 'ETH-BTC',
    tick: '0.0001',
    lot: '0.01',
    minQuantity: '0.01',
    maxQuantity: '1000',
    minNotional: '0',
    maxNotional: '100',
    makerRate: '0',
    takerRate: '0.001',
  };
  const priceBand = { rate: '0.050', window: 20, beyond: 'auction', auctionMs: 30_000 };
  const more = { priceBand, startsIn: 'pre-open', selfTradePrevention: 'expire-both' };
  const list = ({ send }: Server, change: object) =>
    send('operator', 'POST', '/v1/instruments', { body: { ...ETH_BTC, ...change } });

  test('has the newest rules, and what else the operator says', async () => {
    const server = await startServer();
    strictEqual((await list(server, more)).status, 201);
    const [listed] = await eventsOf(server, 'instrument-ETH-BTC');
    const data = listed?.data as Data<'InstrumentListed'> | undefined;
    deepStrictEqual(
      [data?.priceBand, data?.startsIn, data?.selfTradePrevention, data?.ruleset],
      [{ ...priceBand, rate: '0.05' }, more.startsIn, more.selfTradePrevention, 2],
    );
    const [, began] = await firstEvents(server, 'market-ETH-BTC', 2);
    const state = began?.data as Data<'MarketStateChanged'> | undefined;
    strictEqual(state?.to, 'pre-open');
  });

  test('is a repeat when it says the same, and refused when it does not', async () => {
    const server = await startServer();
    const answers = await Promise.all([list(server, more), list(server, more), list(server, more)]);
    const bodies = answers.map(({ status, body }) => [status, commandAnswer.parse(body)] as const);
    deepStrictEqual(
      bodies
        .map(([status, { receipt, repeated }]) => [status, receipt.revision, repeated])
        .toSorted(),
      [
        [201, 0, true],
        [201, 0, true],
        [201, 0, undefined],
      ].toSorted(),
    );
    for (const change of [{}, { ...more, startsIn: 'open' }, { ...more, tick: '0.001' }]) {
      expectRefusal(await list(server, change), 'INSTRUMENT_EXISTS', 'symbol');
    }
  });

  test.each([
    [{ ...priceBand, rate: '0' }, 'priceBand.rate'],
    [{ ...priceBand, rate: '1' }, 'priceBand.rate'],
    [{ ...priceBand, window: 0 }, 'priceBand.window'],
    [{ ...priceBand, window: 1_001 }, 'priceBand.window'],
    [{ ...priceBand, auctionMs: 0 }, 'priceBand.auctionMs'],
  ])('with a price band %j is refused, and leaves no trace', async (band, field) => {
    const server = await startServer();
    await leavingNoTrace(server, async () => {
      expectRefusal(await list(server, { priceBand: band }), 'INSTRUMENT_BOUNDS', field);
    });
  });
});
