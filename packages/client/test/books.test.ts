import { deepStrictEqual, strictEqual } from 'node:assert';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ChannelMessage } from '@truetape/contracts';
import { describe, test, vi } from 'vitest';
import { BOOK, bookMessage, follow, LOG_ID, levels, ORDERS } from './follow.ts';

function live<C extends 'book' | 'orders-of-book'>(
  subscription: Parameters<typeof follow<C>>[0],
  ...messages: ChannelMessage<C>[]
) {
  const followed = follow<C>(subscription);
  followed.feed.ask(LOG_ID);
  followed.feed.subscribed(false);
  for (const message of messages) followed.feed.take(message);
  return followed;
}

/** What is compared later is compared by then. */
const compared = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a local book', () => {
  test('is what snapshot and deltas make of it, best first', () => {
    const { feed } = live<'book'>(
      BOOK,
      ...[
        '1 snapshot 9.5 x 1, 9 x 2 | 10 x 1',
        '1>2 10 x 3, 9.5 x 0 | 10 x 0, 100 x 1, 11.25 x 4',
      ].map(bookMessage),
    );
    deepStrictEqual(feed.state.bids(), levels('10 x 3, 9 x 2'));
    deepStrictEqual(feed.state.asks(), levels('11.25 x 4, 100 x 1'));
    deepStrictEqual(feed.state.asks(1), levels('11.25 x 4'));
  });

  test('has the checksum of zlib over its text', () => {
    const { feed } = live<'book'>(BOOK, bookMessage('1 snapshot 9.5 x 1, 9 x 2 | 10 x 1'));
    strictEqual(feed.state.checksum(), crc32('9.5:1|9:2#10:1'));
    strictEqual(live<'book'>(BOOK, bookMessage('1 snapshot |')).feed.state.checksum(), crc32('#'));
  });

  test('begins again when the checksum is of another book', async () => {
    const right = crc32('9.5:1#10:1');
    const { feed, events } = live<'book'>(BOOK, bookMessage('1 snapshot 9.5 x 1 | 10 x 1'));
    feed.take(bookMessage(`1 checksum ${right}`));
    await compared();
    strictEqual(feed.status, 'current');
    feed.take(bookMessage(`0 checksum ${right - 1}`));
    await compared();
    strictEqual(feed.status, 'current');
    feed.take(bookMessage(`4 checksum ${right - 1}`));
    await vi.waitFor(() => strictEqual(feed.status, 'waiting'));
    const [have, got] = [1, 4];
    deepStrictEqual(events.at(-1), {
      type: 'resync',
      subscription: BOOK,
      reason: 'checksum',
      have,
      got,
    });
  });
});

const SNAPSHOT: ChannelMessage<'orders-of-book'> = {
  ...ORDERS,
  type: 'snapshot',
  sequence: 1,
  bids: [
    [7, '10', '1'],
    [3, '9.5', '2'],
    [5, '9.5', '4'],
  ],
  asks: [[4, '10.5', '1']],
};

function delta(
  sequence: number,
  change: Partial<
    Pick<ChannelMessage<'orders-of-book'> & { type: 'delta' }, 'removed' | 'changed' | 'added'>
  >,
): ChannelMessage<'orders-of-book'> {
  const none = { removed: [], changed: [], added: [] };
  return { ...ORDERS, type: 'delta', previous: sequence - 1, sequence, ...none, ...change };
}

describe('a local order book', () => {
  test('keeps the time priority of every order', async () => {
    const { feed } = live<'orders-of-book'>(
      ORDERS,
      SNAPSHOT,
      delta(2, { changed: [[3, '1']], added: [[8, 'buy', '9.5', '6']] }),
      delta(3, {
        removed: [7, 5],
        added: [
          [5, 'buy', '9.5', '4'],
          [9, 'sell', '10.25', '1'],
        ],
      }),
    );
    deepStrictEqual(feed.state.bids(), [
      [3, '9.5', '1'],
      [8, '9.5', '6'],
      [5, '9.5', '4'],
    ]);
    deepStrictEqual(feed.state.asks(), [
      [9, '10.25', '1'],
      [4, '10.5', '1'],
    ]);
    const text = '3:9.5:1|8:9.5:6|5:9.5:4#9:10.25:1|4:10.5:1';
    strictEqual(await feed.state.digest(), createHash('sha256').update(text).digest('hex'));
  });

  test.each([
    ['removes an order that is not there', { removed: [6] }],
    ['changes an order that is not there', { changed: [[6, '1']] as [number, string][] }],
    ['adds an order that is there', { added: [[7, 'buy', '10', '1']] as never }],
  ])('begins again when a message %s', (_what, change) => {
    const { feed, events } = live<'orders-of-book'>(ORDERS, SNAPSHOT, delta(2, change));
    strictEqual(feed.status, 'waiting');
    const [have, got] = [1, 2];
    const reason = 'contradiction';
    deepStrictEqual(events.at(-1), { type: 'resync', subscription: ORDERS, reason, have, got });
  });

  test('begins again when the digest is of another book', async () => {
    const { feed } = live<'orders-of-book'>(ORDERS, SNAPSHOT);
    const digest = await feed.state.digest();
    feed.take({ ...ORDERS, type: 'digest', sequence: 1, digest });
    await compared();
    strictEqual(feed.status, 'current');
    feed.take({ ...ORDERS, type: 'digest', sequence: 1, digest: digest.replace(/./g, '0') });
    feed.take(SNAPSHOT);
    await compared();
    strictEqual(feed.status, 'current', 'a newer snapshot was not what was compared');
    feed.take({ ...ORDERS, type: 'digest', sequence: 1, digest: digest.replace(/./g, '0') });
    await vi.waitFor(() => strictEqual(feed.status, 'waiting'));
  });
});
