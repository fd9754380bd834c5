import { deepStrictEqual as equal, ok } from 'node:assert';
import { randomInt } from 'node:crypto';
import type { StreamMessage } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { until } from '../process/support.ts';
import { FeedWorld } from './feed-world.ts';
import { Follower } from './follower.ts';
import { LosingProxy } from './losing-proxy.ts';

const SEED = Number(process.env.TRUETAPE_SEED ?? randomInt(2 ** 20));
const PATIENCE_MS = 30_000;

const isDelta = (channel: string) => (message: StreamMessage) =>
  'channel' in message && message.channel === channel && message.type === 'delta';

async function openWorld() {
  const world = new FeedWorld(SEED);
  world.trade(60);
  const { port } = await world.serve();
  const proxy = await LosingProxy.start(port);
  const follower = new Follower([proxy.address], 10, world.oracle);
  const isThere = (what: string) =>
    until(`seed ${SEED}: ${what}`, () => follower.isThere(), PATIENCE_MS);
  await isThere('it begins with what the engine has');
  const reasons = () =>
    follower.events.flatMap((event) => (event.type === 'resync' ? [event.reason] : []));
  return { world, proxy, follower, isThere, reasons };
}

describe('a message that a service has sent and a client never got', () => {
  test.each(['book', 'orders-of-book'])('is missed by the next one of %s', async (channel) => {
    const { world, proxy, follower, isThere, reasons } = await openWorld();
    let seen = 0;
    const isOne = isDelta(channel);
    proxy.loses = (message) => {
      if (!isOne(message)) return false;
      seen += 1;
      return seen === 3;
    };
    while (seen < 5) {
      world.trade(10);
      await world.venue.settled();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await until(`seed ${SEED}: it is missed`, () => reasons().length > 0, PATIENCE_MS);
    equal(reasons(), ['gap']);
    await isThere('it has the right book again');
    equal(follower.wrong, []);
  });

  test.each([
    ['book', 'checksum'],
    ['orders-of-book', 'digest'],
  ])('is missed by the check of %s when none follows', async (channel, reason) => {
    const { world, proxy, follower, isThere, reasons } = await openWorld();
    let lost = 0;
    const isOne = isDelta(channel);
    proxy.loses = (message) => {
      if (isOne(message)) lost += 1;
      return isOne(message);
    };
    // Far from the others, so that it is among the best levels and stays there.
    world.venue.place('trader-1', {
      side: 'buy',
      price: '99.99',
      quantity: '0.777',
      postOnly: false,
    });
    await world.venue.settled();
    await until(`seed ${SEED}: it is lost`, () => lost > 0, PATIENCE_MS);
    ok(!(await follower.isThere()), `seed ${SEED}: it was not lost`);
    if (channel === 'orders-of-book') follower.orders.check();
    else follower.book.check();
    await until(`seed ${SEED}: it is missed`, () => reasons().length > 0, PATIENCE_MS);
    equal(reasons(), [reason]);
    await isThere('it has the right book again');
    equal(follower.wrong, []);
  });
});
