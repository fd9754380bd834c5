import { strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { rateE8, ticks } from '@truetape/domain';
import { describe, test } from 'vitest';
import { check } from './support.ts';

const MAX = Number.MAX_SAFE_INTEGER;

const instrument = {
  referencePrice: ticks(100),
  priceBand: { rate: rateE8(5_000_000), window: 1, beyond: 'reject', auctionMs: 1 },
} as const;

const given = [
  'closed',
  'pre-open',
  `buy z ${MAX} @ 99 by bob`,
  `sell y ${MAX} @ 500 by bob`,
  'open',
  'sell b 5 @ 104 by bob',
  'buy a 9 @ 50',
  'clock 10',
];

/** Each has the fault that is told, and as many of those behind it as one order can have. */
const PLACING: readonly (readonly [state: string, order: string, code: string])[] = [
  ['closed, trip', 'market buy a 0 to 0 GTD shows 0', 'MARKET_KILL_SWITCH'],
  ['closed', 'market buy a 0 to 0 GTD shows 0', 'MARKET_CLOSED'],
  ['halted', 'market buy a 0 to 0 GTD shows 0', 'MARKET_HALTED'],
  ['auction due 50', 'market buy a 0 to 0 GTD shows 0', 'ORDER_TERMS'],
  ['auction due 50', 'market buy a 0 to 0', 'MARKET_AUCTION'],
  ['', 'buy a 0 @ 0 shows 9 GTD due 10 post with 1', 'ORDER_PRICE_BOUNDS'],
  ['', 'stop buy a 0 at 0 to 9 GTD due 10 with 1', 'ORDER_PRICE_BOUNDS'],
  ['', 'buy a 0 @ 200 shows 9 GTD due 10 post with 1', 'ORDER_QUANTITY_TOO_SMALL'],
  ['', `buy a ${MAX} @ 200 shows 0 GTD due 10 post with 1`, 'ORDER_DISPLAY_QUANTITY'],
  ['', 'buy a 5 @ 200 shows 2 GTD due 10 post with 1', 'ORDER_EXPIRY'],
  ['', 'buy a 5 @ 200 shows 2 GTD due 11 post with 1', 'ORDER_POST_ONLY_WOULD_TAKE'],
  ['', 'sell a 5 @ 94 with 1', 'MARKET_PRICE_BAND'],
  ['', `buy a 5 @ 99 with 1`, 'MARKET_CAPACITY'],
  ['', 'buy a 5 @ 98 with 1', 'ORDER_DUPLICATE_ID'],
  ['', 'buy t 5 @ 98 with 1', 'ORDER_PARTNER_GONE'],
];

const REPLACING: readonly (readonly [state: string, order: string, code: string])[] = [
  ['closed, trip', 'replace q 0 @ 0', 'ORDER_CLOSED'],
  ['closed, trip', 'replace w 0 @ 0', 'MARKET_KILL_SWITCH'],
  ['closed', 'replace w 0 @ 0', 'MARKET_CLOSED'],
  ['halted', 'replace w 0 @ 0', 'MARKET_HALTED'],
  ['', 'replace w 0 @ 0', 'ORDER_NOT_REPLACEABLE'],
  ['', 'replace p 0 @ 0', 'ORDER_PRICE_BOUNDS'],
  ['', 'replace p 0 @ 500', 'ORDER_QUANTITY_TOO_SMALL'],
  ['', 'replace p 1 @ 500', 'ORDER_REPLACE_BELOW_FILLED'],
  ['', 'replace i 9000 @ 200', 'ORDER_DISPLAY_QUANTITY'],
  ['auction due 50', 'replace p 5 @ 500', 'MARKET_AUCTION'],
  ['', 'replace p 5 @ 200', 'ORDER_POST_ONLY_WOULD_TAKE'],
  ['', 'replace f 5 @ 200', 'MARKET_PRICE_BAND'],
  ['', 'replace f 5 @ 99', 'MARKET_CAPACITY'],
];

const linesOf = (state: string) => state.split(', ').filter((line) => line !== '');

describe('of several faults the first by the rules is told', () => {
  test.each(PLACING)('%s %s: %s', (state, order, code) => {
    const name = order.includes(' a ') ? 'a' : 't';
    const before = [...given, ...linesOf(state)];
    check({ instrument, given: before, when: order, gives: [`OrderRejected ${name} ${code}`] });
  });

  test.each(REPLACING)('%s %s: %s', (state, order, code) => {
    const orders = [
      'buy p 5 @ 103 post',
      'sell x 1 @ 103 by bob',
      'buy f 5 @ 70',
      'buy i 8000 @ 70 shows 8',
      'stop buy w 5 at 400 to 400',
    ];
    const before = [...given, ...orders, ...linesOf(state)];
    const name = order.split(' ')[1];
    check({
      instrument,
      given: before,
      when: order,
      gives: [`OrderReplaceRejected ${name} ${code}`],
    });
  });

  test.each([
    ['Placing', PLACING, ['ORDER_QUANTITY_TOO_LARGE']],
    ['Replacing', REPLACING, ['ORDER_QUANTITY_TOO_LARGE']],
  ] as const)('%s: the page has them in this order', (heading, cases, others) => {
    const told = [...new Set(cases.map(([, , code]) => code))];
    strictEqual(
      codesIn(heading)
        .filter((code) => !others.includes(code as never))
        .join(' '),
      told.join(' '),
    );
  });
});

/** The codes of a table of the rules, in their order. */
function codesIn(heading: string): string[] {
  const page = readFileSync(
    new URL('../../../docs/reference/matching.md', import.meta.url),
    'utf8',
  );
  const table = page.split(`**${heading}**`)[1]?.split('\n\n')[1] ?? '';
  const first = table.split('\n').map((row) => row.split('|')[1] ?? '');
  return first.flatMap((cell) =>
    [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code as string),
  );
}
