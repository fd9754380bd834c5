import { describe, expect, it } from 'vitest';
import { levelDifferences } from '../../src/replay/compare/book-difference.ts';
import { bookTally } from '../../src/replay/compare/book-tally.ts';
import { commonSubsequenceLength } from '../../src/replay/compare/common-subsequence.ts';
import { commonCount } from '../../src/replay/compare/multiset.ts';
import type { RecordedLevel, RecordedRow } from '../../src/replay/recording/flow.ts';

const letters = (text: string) => [...text];

describe('the longest common subsequence', () => {
  it.each([
    ['', 'abc', 0],
    ['abc', 'abc', 3],
    ['abc', 'cba', 1],
    ['abcbdab', 'bdcaba', 4],
    ['axbycz', 'abc', 3],
    ['aaa', 'aa', 2],
  ])('of "%s" and "%s" has %i entries', (left, right, length) => {
    expect(commonSubsequenceLength(letters(left), letters(right))).toBe(length);
    expect(commonSubsequenceLength(letters(right), letters(left))).toBe(length);
  });
});

describe('pairing off', () => {
  it.each([
    ['', 'a', 0],
    ['abc', 'cba', 3],
    ['aab', 'abb', 2],
    ['aaa', 'aa', 2],
  ])('"%s" and "%s" makes %i pairs', (left, right, pairs) => {
    expect(commonCount(letters(left), letters(right))).toBe(pairs);
  });
});

const newRow = (name: string, orderId: string, priceCents: number, sequence = 0): RecordedRow => ({
  ...{ kind: 'new', name, sequence, receivedMs: 1, orderId, side: 'buy' },
  ...{ priceCents, quantityUnits: 5 },
});

describe('comparing books', () => {
  it('finds no difference in a level that another one pushed out of the list', () => {
    const recorded: RecordedLevel[] = [
      [100, 1],
      [99, 1],
    ];
    const ours: RecordedLevel[] = [
      [100, 1],
      [98, 1],
    ];
    expect(levelDifferences('buy', recorded, ours)).toEqual([
      { side: 'buy', priceCents: 99, excessUnits: 1 },
    ]);
  });

  it('tells orders that the recording lacks from orders that it enters twice', () => {
    const rows = [newRow('o2', 'a', 90), newRow('n2', 'a', 90), newRow('n3', 'b', 80)];
    const tally = bookTally({ rows, trades: [], books: [] });
    const book = (...bids: RecordedLevel[]) => ({ bids, asks: [] });
    const recorded = (...bids: RecordedLevel[]) => ({
      ...{ sequence: 1, receivedMs: 1, asks: [] },
      bids,
    });
    tally.add(recorded([80, 5]), book([80, 5]));
    tally.add(recorded([85, 1], [80, 5]), book([80, 5]));
    tally.add(recorded([80, 5]), book([90, 5], [80, 5]));
    tally.add(recorded([85, 1], [80, 5]), book([90, 5], [80, 5]));
    tally.add(recorded([80, 5]), book([90, 4], [80, 5]));
    expect(tally.report()).toEqual({
      compared: 5,
      equal: 1,
      causes: {
        'orders-not-recorded': 1,
        'orders-recorded-twice': 1,
        both: 1,
        other: 1,
      },
      ordersRecordedTwice: 1,
      levelsNotRecorded: 1,
      standingShare: 0,
      firstDifferent: 1,
    });
  });
});
