import { deepStrictEqual as equal, ok } from 'node:assert';
import { randomInt } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Beat, MarketBoard, MarketChange } from '@truetape/market-data';
import {
  APPLY,
  BEAT,
  isRedisThere,
  REPLACE,
  RedisServer,
} from '@truetape/market-data-redis/testing';
import { describe, onTestFinished, test } from 'vitest';
import { until } from '../process/support.ts';
import { MarketWorld, type WorldOptions } from './market-world.ts';

const SEED = Number(process.env.TRUETAPE_SEED ?? randomInt(2 ** 20));

/** Longer than any command waits, and than anybody believes in silence. */
const STOPPED_MS = 1_300;

async function openWorld(options: Partial<WorldOptions> = {}) {
  const redis = await RedisServer.start();
  onTestFinished(() => redis.dispose());
  const world = new MarketWorld({ redis, seed: SEED, ...options });
  world.trade(40);
  const publisher = world.publish('first');
  return { redis, world, publisher };
}

const dump = (redis: RedisServer) => join(redis.folder, 'dump.rdb');

/** Redis as it was at the last {@link keep}, or empty. */
async function restart(redis: RedisServer, kept: boolean): Promise<void> {
  await redis.kill();
  if (kept) copyFileSync(`${dump(redis)}.kept`, dump(redis));
  else rmSync(dump(redis), { force: true });
  await redis.start();
}

async function keep(redis: RedisServer): Promise<void> {
  await redis.operator.save();
  copyFileSync(dump(redis), `${dump(redis)}.kept`);
}

/** Nothing more fits, until it is over. */
async function fill(redis: RedisServer, policy: string, ms: number): Promise<void> {
  await redis.operator.config('SET', 'maxmemory-policy', policy);
  await redis.operator.config('SET', 'maxmemory', '1');
  await sleep(ms);
  await redis.operator.config('SET', 'maxmemory', '0');
}

/** What happens to a Redis. */
const FAULTS: Readonly<
  Record<string, (redis: RedisServer, world: MarketWorld) => Promise<unknown>>
> = {
  FLUSHALL: ({ operator }) => operator.flushall(),
  'SIGKILL, and it is empty': (redis) => restart(redis, false),
  'SIGKILL, and it is what it was before': (redis) => restart(redis, true),
  SIGSTOP: async (redis) => {
    redis.signal('SIGSTOP');
    await sleep(STOPPED_MS);
    redis.signal('SIGCONT');
  },
  'maxmemory, noeviction': (redis) => fill(redis, 'noeviction', 600),
  'maxmemory, allkeys-lru': (redis) => fill(redis, 'allkeys-lru', 600),
  'readers are cut off': async ({ operator }) => {
    for (let i = 0; i < 5; i++) {
      await operator.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await sleep(30);
    }
  },
  'another publisher': async (_redis, world) => world.publish('another'),
};

describe.runIf(isRedisThere)(
  `market data through Redis (seed ${SEED})`,
  { timeout: 120_000 },
  () => {
    test('whatever happens to Redis, every answer is the fold of the log at its position', async () => {
      const { redis, world } = await openWorld();
      const readers = [await world.read(), await world.read()];
      await until('readers show what Redis has', () =>
        readers.every(({ answers, isShared }) => answers.length > 9 && isShared()),
      );
      world.startTrading();
      for (const [name, fault] of Object.entries(FAULTS)) {
        await keep(redis);
        await world.pause(250);
        await fault(redis, world);
        await world.pause(250);
        // One that begins here has nothing to compare with.
        const fresh = await world.read();
        const head = await world.head();
        await until(`all readers have come to the head after ${name}`, () =>
          [...readers, fresh].every(({ position }) => position >= head),
        );
        await fresh.stop();
      }
      await world.stopTrading();
      await until('the other publisher is there', () => world.replaced.length > 0);
      await until('everybody believes in Redis again', () =>
        readers.every(({ isShared }) => isShared()),
      );
      const head = await world.head();
      await until('everybody is at the head', () =>
        readers.every(({ position }) => position === head),
      );
      equal((await world.wrong()).slice(0, 3), []);
      for (const { answers, feed, unavailable } of readers) {
        ok(answers.length > 300, `${answers.length} answers`);
        ok(unavailable > 0, 'sometimes there was no answer');
        ok(feed.changes > 100 && feed.snapshots > 1, `${feed.changes} changes of a feed`);
      }
      equal(world.replaced, ['first']);
    });

    test('while Redis is stopped, readers follow the log', async () => {
      const { redis, world } = await openWorld();
      const reader = await world.read();
      await until('it shows what Redis has', () => reader.answers.length > 0);
      redis.signal('SIGSTOP');
      world.trade(50);
      await world.venue.settled();
      const head = await world.head();
      await until('it has come to the head', () => reader.position >= head);
      equal(reader.isShared(), false);
      redis.signal('SIGCONT');
      await until('it shows what Redis has', () => reader.isShared());
      equal(await world.wrong(), []);
    });

    test('without Redis from the start, readers follow the log', async () => {
      const { redis, world, publisher } = await openWorld();
      await redis.kill();
      const reader = await world.read();
      await until('it answers', () => reader.answers.length > 0);
      ok(reader.unavailable > 0, 'it said 503 before');
      equal(publisher.isCurrent, true);
      await redis.start();
      await until('it shows what Redis has', () => reader.isShared() && reader.answers.length > 9);
      equal(await world.wrong(), []);
    });
  },
);

/** What a reader is told that does not look at sequences: that it has what it needs. */
function told(board: MarketBoard, distorted: 'beats' | 'changes'): MarketBoard {
  const known = new Map<string, number>();
  const knowing = (change: MarketChange): MarketChange => {
    const { symbol, sequence } = change.head;
    const previous = known.get(symbol) ?? change.previous;
    known.set(symbol, Math.max(previous, sequence));
    return distorted === 'changes' && previous < sequence ? { ...change, previous } : change;
  };
  const knownBeat = (beat: Beat): Beat =>
    distorted === 'beats' && known.size > 0 ? { ...beat, heads: Object.fromEntries(known) } : beat;
  return Object.assign(Object.create(board) as MarketBoard, {
    read: async (symbol: string) => {
      const posted = await board.read(symbol);
      if (posted !== undefined) known.set(symbol, posted.state.head.sequence);
      return posted;
    },
    listen: ({ onChange, onBeat }: Parameters<MarketBoard['listen']>[0]) =>
      board.listen({
        onChange: (epoch, change) => onChange(epoch, knowing(change)),
        onBeat: (beat) => onBeat(knownBeat(beat)),
      }),
  } satisfies Partial<MarketBoard>);
}

describe.runIf(isRedisThere)('the test finds wrong answers', { timeout: 120_000 }, () => {
  test('of scripts that do not compare sequences', async () => {
    // Nor whether the orders are there of which they change the quantity: that alone would be noticed.
    const apply = APPLY.replace(/^if place\[1\] ~= .*$/m, '').replace(/^for _, order .*$/m, '');
    const { redis, world } = await openWorld({ scripts: { replace: REPLACE, apply, beat: BEAT } });
    await until('it is posted', async () => (await redis.operator.dbsize()) >= 2);
    const [key = ''] = await redis.operator.keys('*{BTC-USD}');
    const kept = await redis.operator.dumpBuffer(key);
    world.trade(40);
    await world.venue.settled();
    await sleep(100);
    await redis.operator.restore(key, 0, kept, 'REPLACE');
    world.trade(4);
    await world.venue.settled();
    const fresh = await world.read({ staleMs: 60_000, trustMs: 0 });
    await until('it answers', () => fresh.answers.length > 1);
    ok((await world.wrong()).length > 0);
  });

  test('of readers that believe what they have read', async () => {
    const { redis, world, publisher } = await openWorld({
      distort: (board) => told(board, 'beats'),
    });
    await until('it is posted', async () => (await redis.operator.dbsize()) >= 2);
    await keep(redis);
    world.trade(40);
    await world.venue.settled();
    await sleep(100);
    const head = await world.head();
    const epoch = (await redis.operator.get((await redis.operator.keys('*:epoch'))[0] ?? '')) ?? '';
    await publisher.stop();
    await restart(redis, true);
    // The publisher lives, and has not looked yet.
    const [channel = ''] = (await redis.operator.keys('*:epoch')).map((key) => key.slice(0, -6));
    const beat = { epoch, position: head, heads: { 'BTC-USD': 1_000_000 } };
    const message = JSON.stringify({ beat });
    const beating = setInterval(() => {
      redis.operator.publish(channel, message).catch(() => undefined);
    }, 20);
    onTestFinished(() => clearInterval(beating));
    const fresh = await world.read({ staleMs: 60_000, trustMs: 0 });
    await until('it answers', () => fresh.answers.length > 2);
    ok((await world.wrong()).length > 0);
  });

  test('of readers that do not see a gap', async () => {
    const { redis, world } = await openWorld({ distort: (board) => told(board, 'changes') });
    const reader = await world.read({ staleMs: 60_000, trustMs: 0 });
    await until('it answers', () => reader.answers.length > 0);
    // What contradicts the book is noticed without looking for gaps, and not each miss is seen: it takes some.
    let wrong = 0;
    for (let round = 0; round < 20 && wrong === 0; round++) {
      world.startTrading();
      for (let i = 0; i < 5; i++) {
        await sleep(40);
        await redis.operator.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      }
      await sleep(100);
      await world.stopTrading();
      wrong = (await world.wrong()).length;
    }
    ok(wrong > 0);
  });
});
