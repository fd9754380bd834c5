import { deepStrictEqual as equal, ok } from 'node:assert';
import { randomInt } from 'node:crypto';
import { BOOK_DEPTHS } from '@truetape/contracts';
import { isRedisThere, RedisServer } from '@truetape/market-data-redis/testing';
import { describe, onTestFinished, test } from 'vitest';
import { until } from '../process/support.ts';
import { FeedWorld } from './feed-world.ts';
import { Follower } from './follower.ts';

const SEED = Number(process.env.TRUETAPE_SEED ?? randomInt(2 ** 20));

/** How often connections end in each test: a share of what `npm run test:long` does. */
const DISCONNECTS = Number(process.env.TRUETAPE_DISCONNECTS ?? (process.env.CI ? 24 : 50));
const PATIENCE_MS = 120_000;
/** A service that ends folds the whole log again when it comes back, on a machine that has other things to do. */
const DISCONNECT_MS_MAX = 4_000;
/** Of so many faults one is the end of a whole service. */
const KILL_EACH = 12;

async function openWorld(redis?: RedisServer) {
  const world = new FeedWorld(SEED, redis && { redis });
  world.trade(60);
  const services = [await world.serve(), await world.serve()] as const;
  const [first, second] = services.map(({ proxy }) => proxy.address) as [string, string];
  const routes = [[first, second], [second, first], [first], [second, first]] as const;
  const followers = routes.map(
    (addresses, at) => new Follower(addresses, BOOK_DEPTHS[at % 3] ?? 10, world.oracle),
  );
  return { world, services, followers };
}

type Opened = Awaited<ReturnType<typeof openWorld>>;

const total = ({ followers }: Opened, type: Parameters<Follower['count']>[0]) =>
  followers.reduce((sum, follower) => sum + follower.count(type), 0);

const following = ({ followers }: Opened) =>
  followers.filter(({ book, orders }) => book.status === 'current' && orders.status === 'current')
    .length;

/** Cuts, kills and moves until there were enough. */
async function disturb(opened: Opened): Promise<void> {
  const { world, services } = opened;
  const deadlineMs = performance.now() + DISCONNECTS * DISCONNECT_MS_MAX + PATIENCE_MS;
  while (total(opened, 'disconnected') < DISCONNECTS) {
    ok(performance.now() < deadlineMs, `seed ${SEED}: ${total(opened, 'disconnected')} ends only`);
    // Whoever is cut before it was answered has nothing to go on from.
    await until(`seed ${SEED}: half of them follow`, () => following(opened) >= 2, PATIENCE_MS);
    const service = services[world.random(services.length)] ?? services[0];
    if (world.random(KILL_EACH) === 0) await service.kill();
    else service.proxy.cutOne(world.random);
    await new Promise((resolve) => setTimeout(resolve, world.random(80)));
  }
}

async function holdWhatTheEngineHolds(opened: Opened): Promise<void> {
  const { world, followers } = opened;
  await world.stopTrading();
  for (const [at, follower] of followers.entries()) {
    await until(
      `seed ${SEED}: follower ${at} holds what the engine holds: ${JSON.stringify(follower.events.slice(-5))}`,
      () => follower.isThere(),
      PATIENCE_MS,
    );
  }
  equal(
    followers.flatMap(({ wrong }) => wrong).slice(0, 3),
    [],
    `seed ${SEED}: shown, and the engine never had it`,
  );
  equal(
    followers.flatMap(({ events }) => events).filter(({ type }) => type === 'resync'),
    [],
    `seed ${SEED}: nothing was lost, so nothing was missed`,
  );
  ok(total(opened, 'resumed') > 0, `seed ${SEED}: somebody has gone on where it was`);
}

describe('books of clients through disconnects, ends of services and moves', () => {
  const limit = { timeout: DISCONNECTS * DISCONNECT_MS_MAX + 3 * PATIENCE_MS };

  test('are books that the engine had, at every moment', limit, async () => {
    const opened = await openWorld();
    opened.world.startTrading();
    await disturb(opened);
    await holdWhatTheEngineHolds(opened);
  });

  test.runIf(isRedisThere)('are so with a Redis between them', limit, async () => {
    const redis = await RedisServer.start();
    onTestFinished(() => redis.dispose());
    const opened = await openWorld(redis);
    opened.world.startTrading();
    await disturb(opened);
    await holdWhatTheEngineHolds(opened);
  });
});
