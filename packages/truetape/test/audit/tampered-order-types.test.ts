import { deepStrictEqual as equal, notEqual, ok } from 'node:assert';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { orderTypesLog } from './order-types-log.ts';
import {
  change,
  changeData,
  copyAfter,
  drop,
  type Events,
  eventAt,
  foundIn,
  logOf,
  rechained,
  swap,
} from './tampering.ts';

type Tamper = (events: Events) => Events;

const I = 'instrument-BTC-USD';
const M = 'market-BTC-USD';
const at = (seconds: number) => new Date(seconds * 1_000).toISOString();
const saidAt = (seconds: number) => ({ at: at(seconds), to: at(seconds) });
const priceBand = { auctionMs: 1_000, beyond: 'auction', rate: '0.1', window: 10 };
const leg = { orderId: 'cat.3', quantity: '1', remaining: '3' };
const otherLeg = { orderId: 'cat.4', quantity: '1', remaining: '1' };

/** The clock says one thing more, at the end of the log. */
const alsoSaid =
  (data: object): Tamper =>
  (events) => [...events, { ...eventAt(events, 'clock 2'), revision: 3, data }];

/** What was done to the log; which check finds it once every hash is made anew, and where. */
const FORGERIES: readonly (readonly [title: string, found: string, tamper: Tamper])[] = [
  // The clock
  ['the clock is late', `market ${M} 19`, changeData('clock 0', saidAt(7))],
  ['the clock is early', 'clock clock 0', changeData('clock 0', saidAt(4.999))],
  ['the clock is ahead of its time', 'clock clock 0', changeData('clock 0', { to: at(6.001) })],
  ['the clock goes back', 'clock clock 1', changeData('clock 1', { to: at(5.5) })],
  ['the clock tells the same twice', 'clock clock 1', copyAfter('clock 0', 'clock 0')],
  ['the clock tells what is not due yet', 'clock clock 0', swap('account-ann 7', 'clock 0')],
  ['the clock tells what it has told', 'clock clock 3', alsoSaid({ at: at(21), to: at(20.3) })],
  ['the clock tells within a second', 'clock clock 3', alsoSaid(saidAt(20.999))],
  ['the clock is silent', `market ${M} 19`, drop('clock 0')],
  ['somebody else is the clock', 'form venue 2', change('clock 0', { stream: 'venue' })],
  [
    'an order is due sooner',
    'account account-ann 7',
    changeData('account-ann 7', { dueAt: at(4) }),
  ],
  ['an order expires later', `market ${M} 18`, changeData(`${M} 18`, { dueAt: at(6) })],
  ['an order never expires', 'account account-ann 9', drop(`${M} 19`)],
  // What operators ask for
  [
    'another state is asked for',
    `market ${M} 20`,
    changeData(`${I} 1`, { to: 'closed', dueAt: undefined }),
  ],
  ['an auction has no end', `listing ${I} 1`, changeData(`${I} 1`, { dueAt: undefined })],
  ['an auction ends sooner', `market ${M} 20`, changeData(`${I} 1`, { dueAt: at(15) })],
  [
    'an auction ends in a closed market',
    `market ${M} 25`,
    changeData(`${I} 1`, { next: 'closed' }),
  ],
  ['a halt has an end', `listing ${I} 2`, changeData(`${I} 2`, { dueAt: at(20) })],
  [
    'a halt is asked of another market',
    `listing ${I} 2`,
    changeData(`${I} 2`, { symbol: 'ETH-USD' }),
  ],
  ['a request is gone', `market ${M} 20`, drop(`${I} 1`)],
  ['a request comes before the listing', `listing ${I} 0`, swap(`${I} 0`, `${I} 2`)],
  [
    'a price band is added',
    `market ${M} 10`,
    changeData(`${I} 0`, { priceBand: { ...priceBand, rate: '0.04', beyond: 'reject' } }),
  ],
  [
    'a price band is none',
    `listing ${I} 0`,
    changeData(`${I} 0`, { priceBand: { ...priceBand, window: 0 } }),
  ],
  [
    'a market begins before it opens',
    `market ${M} 1`,
    changeData(`${I} 0`, { startsIn: 'pre-open' }),
  ],
  [
    'a market begins with older rules',
    'account account-cat 3',
    changeData(`${I} 0`, { ruleset: 1 }),
  ],
  ['a market begins with unknown rules', `market ${I} 0`, changeData(`${I} 0`, { ruleset: 3 })],
  ['older rules are adopted', 'market venue 2', changeData('venue 2', { ruleset: 1 })],
  ['unknown rules are adopted', 'market venue 2', changeData('venue 2', { ruleset: 7 })],
  [
    'an order follows older rules',
    'account account-ann 3',
    changeData('account-ann 3', { ruleset: 1 }),
  ],
  // Orders
  [
    'a stop price is another',
    'account account-cat 9',
    changeData('account-cat 9', { stopPrice: '106' }),
  ],
  [
    'more of an order is shown',
    `market ${M} 8`,
    changeData('account-ann 3', { displayQuantity: '6' }),
  ],
  [
    'all of an order is shown',
    `market ${M} 8`,
    changeData('account-ann 3', { displayQuantity: undefined }),
  ],
  [
    'an order lives longer',
    'account account-ann 7',
    changeData('account-ann 7', { expiresAt: at(6) }),
  ],
  [
    'an order lives for ever',
    'account account-ann 7',
    changeData('account-ann 7', { timeInForce: 'GTC' }),
  ],
  [
    'an order spares its account',
    `market ${M} 4`,
    changeData('account-cat 4', { selfTradePrevention: 'expire-taker' }),
  ],
  [
    'an order says that another account leads its own',
    'account account-cat 4',
    changeData('account-cat 4', { ownerGroup: 'ann' }),
  ],
  // Pairs
  [
    'the first leg has another partner',
    'account account-bob 6',
    changeData('account-bob 6', { partnerId: 'bob.9' }),
  ],
  [
    'the second leg has another partner',
    'account account-bob 6',
    changeData('account-bob 7', { partnerId: 'bob.3' }),
  ],
  [
    'the second leg has none',
    'account account-bob 6',
    changeData('account-bob 7', { partnerId: undefined }),
  ],
  [
    'the first leg has none',
    'account account-bob 7',
    changeData('account-bob 6', { partnerId: undefined }),
  ],
  ['the first leg is gone', 'account account-bob 6', drop('account-bob 6')],
  ['the second leg is gone', `market ${M} 17`, drop('account-bob 7')],
  [
    'the log ends between the legs',
    'account account-bob 6',
    (events) => events.slice(0, events.indexOf(eventAt(events, 'account-bob 7'))),
  ],
  ['the legs change places', 'account account-bob 6', swap('account-bob 6', 'account-bob 7')],
  [
    'the second leg is of another request',
    'account account-bob 7',
    change('account-bob 7', { correlationId: 'other' }),
  ],
  [
    'the second leg holds for itself',
    'account account-bob 7',
    changeData('account-bob 7', { hold: { amount: '3', asset: 'BTC' } }),
  ],
  [
    'the legs are for different quantities',
    'account account-bob 6',
    changeData('account-bob 7', { quantity: '2' }),
  ],
  // What came of it
  ['more is shown', `market ${M} 12`, changeData(`${M} 12`, { displayed: '6' })],
  ['a stop stood elsewhere', `market ${M} 14`, changeData(`${M} 14`, { stopPrice: '104' })],
  ['less was prevented', `market ${M} 4`, changeData(`${M} 4`, { quantity: '1' })],
  [
    'less is settled of it',
    'account account-cat 5',
    changeData('account-cat 5', { legs: [leg, otherLeg] }),
  ],
  ['nothing is settled of it', 'account account-cat 5', drop('account-cat 5')],
  ['an auction promises more', `market ${M} 22`, changeData(`${M} 22`, { quantity: '2' })],
  ['an auction promises nothing', `market ${M} 22`, drop(`${M} 22`)],
  ['a trade was in no auction', `market ${M} 23`, changeData(`${M} 23`, { auction: undefined })],
  [
    'a market opens for another reason',
    `market ${M} 25`,
    changeData(`${M} 25`, { reason: 'volatility' }),
  ],
];

describe('a log with every kind of order', () => {
  test('is proven', async () => {
    const events = await orderTypesLog();
    const { position: _, younger, ...counts } = await proven(logOf(events));
    equal(counts, {
      events: 76,
      streams: 7,
      markets: 1,
      inputs: 19,
      outcomes: 29,
      trades: 4,
      accounts: 3,
      accountEvents: 37,
      settlements: 13,
      postings: 66,
      inFlight: 0,
      riskEvents: 0,
      behindGroup: 0,
      riskUnsaid: 0,
      anchors: 0,
      outsideAnchors: 0,
    });
    equal(younger.events, counts.events);
  });

  test('whose hashes are made anew from the same events is the same log', async () => {
    const events = await orderTypesLog();
    equal(rechained(events), events);
  });

  test('is another one after every forgery below', async () => {
    const events = await orderTypesLog();
    for (const [title, , tamper] of FORGERIES) {
      ok(JSON.stringify(tamper(events)) !== JSON.stringify(events), title);
    }
  });
});

test.each(FORGERIES)('%s: found with the hashes as they were', async (_, __, tamper) => {
  notEqual(await foundIn(logOf(tamper(await orderTypesLog()))), 'nothing');
});

test.each(FORGERIES)('%s: %s with every hash made anew', async (_, found, tamper) => {
  equal(await foundIn(logOf(rechained(tamper(await orderTypesLog())))), found);
});
