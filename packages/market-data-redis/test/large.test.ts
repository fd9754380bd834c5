import { deepStrictEqual as equal } from 'node:assert';
import type { BookOrder } from '@truetape/contracts';
import type { Posted } from '@truetape/market-data';
import { SampleMarket } from '@truetape/market-data/contract';
import { describe, it, onTestFinished } from 'vitest';
import { openBoard } from './support/redis-harness.ts';
import { isRedisThere, RedisServer } from './support/redis-server.ts';

/** More values than a call may have arguments. */
const ORDERS = process.env.CI === undefined ? 100_000 : 30_000;
const LEVELS = 5_000;

describe.runIf(isRedisThere)('a board', () => {
  it(`posts a market of ${ORDERS} orders whole, and has it read as it was`, async () => {
    const server = await RedisServer.start();
    onTestFinished(() => server.dispose());
    const board = await openBoard({ url: server.url });
    onTestFinished(() => board.close());
    const { head } = new SampleMarket().state();
    const order = (i: number, sign: number): BookOrder => {
      const halves = 100_000 + sign * (1 + Math.floor((i * LEVELS) / ORDERS));
      return [2 * i + (sign > 0 ? 1 : 0), String(halves / 2), `${1 + (i % 97)}.125`];
    };
    const side = (sign: number) => Array.from({ length: ORDERS / 2 }, (_, i) => order(i, sign));
    const state = { head, orders: { bids: side(-1), asks: side(1) }, trades: [], candles: {} };
    // A busy machine may not answer in time; the publisher posts again as well.
    for (let i = 0; i < 10 && !(await board.replace('1', state)).ok; i++);
    let posted: Posted | undefined;
    for (let i = 0; i < 10 && posted === undefined; i++) posted = await board.read('BTC-USD');
    equal(posted, { epoch: '1', state });
  }, 30_000);
});
