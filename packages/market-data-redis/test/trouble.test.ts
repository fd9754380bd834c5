import { deepStrictEqual as equal, match } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { SampleMarket } from '@truetape/market-data/contract';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RedisBoard } from '../src/index.ts';
import { openBoard } from './support/redis-harness.ts';
import { isRedisThere, RedisServer } from './support/redis-server.ts';

async function open(url: (server: RedisServer) => string, ...settings: string[]) {
  const server = await RedisServer.start(...settings);
  onTestFinished(() => server.dispose());
  const lines: string[] = [];
  const write = (fields: object, line: string) => lines.push(JSON.stringify({ ...fields, line }));
  const logger = { info: write, warn: write } as never;
  const board = new RedisBoard({ url: url(server), logId: 'log', logger });
  onTestFinished(() => board.close());
  return { server, board, lines };
}

const usual = ({ url }: RedisServer) => url;

async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { timeout: 10_000, interval: 10 }).toBe(true);
}

describe.runIf(isRedisThere)('a board whose Redis is in trouble', () => {
  it('says once that it is away and once that it answers again, and is there without being opened anew', async () => {
    const { server, board, lines } = await open(usual);
    await until(() => board.isThere());
    await server.kill();
    await until(() => !board.isThere());
    for (let i = 0; i < 20; i++) equal(await board.placeOf('BTC-USD'), undefined);
    await server.start();
    await until(() => board.isThere());
    equal(await board.placeOf('BTC-USD'), undefined);
    equal(lines.length, 2);
    match(lines[0] ?? '', /Redis is away/);
    match(lines[1] ?? '', /Redis answers again/);
  });

  it('passes over messages that make no sense', async () => {
    const { server, board, lines } = await open(usual);
    await until(() => board.isThere());
    const heard: number[] = [];
    board.listen({ onChange: () => undefined, onBeat: ({ position }) => heard.push(position) });
    const other = new Redis(server.url);
    onTestFinished(() => other.disconnect());
    for (const text of ['', '{', 'null', '7']) await other.publish('truetape:2:log', text);
    await board.beat({ epoch: '1', position: 5, heads: {} });
    await until(() => heard.length > 0);
    equal(heard, [5]);
    equal(lines.filter((line) => /makes no sense/.test(line)).length, 4);
  });

  it('answers within its limit while Redis is stopped, and nothing is lost of what others post', async () => {
    const { server, board } = await open(usual);
    await until(() => board.isThere());
    server.signal('SIGSTOP');
    const market = new SampleMarket();
    equal(await board.replace('1', market.state()), { ok: false, failure: 'UNAVAILABLE' });
    server.signal('SIGCONT');
    // What had timed out is done after all, later than anybody waited for it.
    await until(() => board.isThere());
    const other = await openBoard({ url: server.url });
    onTestFinished(() => other.close());
    const change = market.change();
    for (;;) {
      if ((await other.read('BTC-USD')) !== undefined) break;
      await sleep(5);
    }
    equal(await other.apply('1', change), { ok: true, value: undefined });
    equal((await board.read('BTC-USD'))?.state, market.state());
  });

  it('refuses what no longer fits, and keeps what is there', async () => {
    const { server, board } = await open(usual, '--maxmemory-policy', 'noeviction');
    await until(() => board.isThere());
    const market = new SampleMarket();
    const there = market.state();
    equal(await board.replace('1', there), { ok: true, value: undefined });
    await server.operator.config('SET', 'maxmemory', '1');
    const change = market.change(20, 2);
    equal(await board.apply('1', change), { ok: false, failure: 'UNAVAILABLE' });
    equal(await board.replace('1', market.state()), { ok: false, failure: 'UNAVAILABLE' });
    equal(await board.read('BTC-USD'), { epoch: '1', state: there });
    await server.operator.config('SET', 'maxmemory', '0');
    equal(await board.apply('1', change), { ok: true, value: undefined });
  });

  it('takes the password of the URL, and writes none into the log', async () => {
    const secure = ['--requirepass', 'a-secret'];
    const right = await open(({ port }) => `redis://:a-secret@127.0.0.1:${port}`, ...secure);
    await until(() => right.board.isThere());
    equal(right.lines, []);
    const wrong = await open(({ port }) => `redis://someone:my-guess@127.0.0.1:${port}`, ...secure);
    await until(() => wrong.lines.length > 0);
    await wrong.board.placeOf('BTC-USD');
    equal(wrong.board.isThere(), false);
    equal(/my-guess|a-secret/.test(wrong.lines.join('')), false);
  });

  it('reads nothing into what is not a market', async () => {
    const { server, board } = await open(usual);
    await until(() => board.isThere());
    const key = 'truetape:2:log:{BTC-USD}';
    await server.operator.hset(key, { epoch: '1', sequence: '3', head: 'not JSON' });
    equal(await board.read('BTC-USD'), undefined);
    const head = JSON.stringify(new SampleMarket().state().head);
    await server.operator.hset(key, { epoch: '1', sequence: '3', head, o7: '0.1234 buy 1 3 0' });
    equal(await board.read('BTC-USD'), undefined);
    await server.operator.del(key);
    await server.operator.set(key, 'a string');
    equal(await board.read('BTC-USD'), undefined);
    equal(await board.placeOf('BTC-USD'), undefined);
    equal(await board.replace('1', new SampleMarket().state()), {
      ok: false,
      failure: 'UNAVAILABLE',
    });
  });
});
