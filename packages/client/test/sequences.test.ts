import { deepStrictEqual, strictEqual } from 'node:assert';
import { describe, test } from 'vitest';
import { BOOK, bookMessage, follow, LOG_ID } from './follow.ts';

/** Subscribed, with a snapshot of sequence 5. */
function live() {
  const followed = follow(BOOK);
  followed.feed.ask(LOG_ID);
  followed.feed.subscribed(false);
  followed.feed.take(bookMessage('5 snapshot 100 x 2, 99 x 1 | 101 x 3'));
  return followed;
}

const EACH: readonly [what: string, message: string, sequence: number, resync?: object][] = [
  ['is applied when it follows', '5>6 100 x 1 |', 6],
  ['is applied when what it follows is known since long', '3>7 100 x 1 |', 7],
  ['is passed over when it is known', '4>5 100 x 1 |', 5],
  ['is passed over when it is older', '1>2 100 x 1 |', 5],
  ['is a gap when what it follows is not known', '6>7 100 x 1 |', -1, { reason: 'gap', got: 6 }],
];

describe('a delta', () => {
  test.each(EACH)('%s', (_what, message, sequence, resync) => {
    const { feed, events, sent, shown } = live();
    feed.take(bookMessage(message));
    strictEqual(feed.sequence, sequence);
    strictEqual(feed.status, resync ? 'waiting' : 'current');
    deepStrictEqual(shown, sequence > 5 ? [5, sequence] : [5]);
    const told = resync && { type: 'resync', subscription: BOOK, have: 5, ...resync };
    deepStrictEqual(events.slice(1), told ? [told] : []);
    const again = { op: 'subscribe', subscription: BOOK };
    deepStrictEqual(sent, resync ? [again, again] : [again]);
  });

  test('is not applied before there is a snapshot', () => {
    const { feed, shown } = follow(BOOK);
    feed.ask(LOG_ID);
    feed.take(bookMessage('5>6 100 x 1 |'));
    feed.subscribed(false);
    feed.take(bookMessage('5>6 100 x 1 |'));
    deepStrictEqual([feed.sequence, feed.status, shown], [-1, 'waiting', []]);
  });
});

describe('a feed', () => {
  test('is resumed where it was, on the same log', () => {
    const { feed, sent, events } = live();
    feed.take(bookMessage('5>6 100 x 1 |'));
    feed.disconnected();
    strictEqual(feed.status, 'waiting');
    feed.ask(LOG_ID);
    const resume = { logId: LOG_ID, sequence: 6 };
    deepStrictEqual(sent.at(-1), { op: 'subscribe', subscription: BOOK, resume });
    feed.subscribed(true);
    strictEqual(feed.status, 'current');
    deepStrictEqual(events.at(-1), { type: 'resumed', subscription: BOOK, sequence: 6 });
    feed.take(bookMessage('6>9 | 101 x 1'));
    deepStrictEqual([feed.sequence, feed.state.asks()], [9, [['101', '1']]]);
  });

  test('begins again on another log', () => {
    const { feed, sent, shown } = live();
    feed.disconnected();
    feed.ask('0190a000-0000-7000-8000-000000000001');
    deepStrictEqual(sent.at(-1), { op: 'subscribe', subscription: BOOK });
    feed.subscribed(false);
    feed.take(bookMessage('2 snapshot 7 x 1 |'));
    deepStrictEqual([feed.sequence, feed.status, shown], [2, 'current', [5, 2]]);
  });

  test('is not resumed after a gap', () => {
    const { feed, sent } = live();
    feed.take(bookMessage('6>7 100 x 1 |'));
    feed.disconnected();
    feed.ask(LOG_ID);
    deepStrictEqual(sent.at(-1), { op: 'subscribe', subscription: BOOK });
  });

  test('shows nothing older than it has shown', () => {
    const { feed, shown } = live();
    feed.disconnected();
    feed.ask(LOG_ID);
    feed.subscribed(false);
    feed.take(bookMessage('3 snapshot 100 x 7 |'));
    strictEqual(feed.status, 'waiting');
    feed.take(bookMessage('3>4 100 x 8 |'));
    deepStrictEqual(shown, [5]);
    feed.take(bookMessage('4>5 100 x 2 |'));
    deepStrictEqual([feed.status, shown], ['current', [5, 5]]);
  });

  test('takes a snapshot at any time', () => {
    const { feed } = live();
    feed.take(bookMessage('9 snapshot 98 x 4 |'));
    deepStrictEqual([feed.sequence, feed.status], [9, 'current']);
    deepStrictEqual([feed.state.bids(), feed.state.asks()], [[['98', '4']], []]);
  });
});
