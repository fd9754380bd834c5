import { deepStrictEqual as equal, notEqual, ok } from 'node:assert';
import type { RecordedEvent } from '@truetape/kernel';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { honestLog } from './honest-log.ts';
import {
  change,
  changeData,
  copyAfter,
  cutStream,
  drop,
  type Events,
  eventAt,
  foundIn,
  logOf,
  logWithFlippedBit,
  rechained,
  swap,
} from './tampering.ts';

type Tamper = (events: Events) => Events;

const M = 'market-BTC-USD';
const LATER = '1970-01-01T00:00:02.000Z';
const bobsCancel = { stream: 'account-bob', revision: 6 };
const bob = { accountId: 'bob', orderId: 'bob.3', orderNumber: 2, rate: '0.0003', remaining: '0' };
const leg = { fee: '0.04', liquidity: 'maker', orderId: 'ann.3', remaining: '6', side: 'sell' };
const feeOf = (fee: string) => changeData('account-ann 4', { legs: [{ ...leg, fee }] });

/** What was done to the log; which check finds it once every hash is made anew, and where. */
const FORGERIES: readonly (readonly [title: string, found: string, tamper: Tamper])[] = [
  // The venue
  ['a scale is changed', 'listing instrument-BTC-USD 0', changeData('venue 1', { scale: 2 })],
  ['an asset is listed again', 'listing venue 2', copyAfter('venue 1', 'venue 0')],
  ['a tick is changed', 'market account-bob 3', changeData('instrument-BTC-USD 0', { tick: '2' })],
  ['a listing is gone', `market ${M} 1`, drop('instrument-BTC-USD 0')],
  // Form
  ['a type is unknown', `form ${M} 4`, change(`${M} 4`, { type: 'TradeBusted' })],
  ['a stream is unknown', 'form market 0', change(`${M} 4`, { stream: 'market' })],
  ['a version is unknown', 'form account-ann 3', change('account-ann 3', { schemaVersion: 2 })],
  ['a member is gone', 'form account-ann 3', changeData('account-ann 3', { ruleset: undefined })],
  ['a member is added', 'form account-ann 3', changeData('account-ann 3', { note: 'rich' })],
  ['a price is no price', 'form account-ann 3', changeData('account-ann 3', { price: '1e2' })],
  [
    'a price is not canonical',
    'form account-ann 3',
    changeData('account-ann 3', { price: '0100' }),
  ],
  ['an event is in another stream', 'form venue 2', change('account-cat 0', { stream: 'venue' })],
  // What was asked
  ['a deposit is smaller', 'account account-ann 3', changeData('account-ann 1', { amount: '5' })],
  ['an order is larger', 'account account-ann 3', changeData('account-ann 3', { quantity: '11' })],
  [
    'a hold is smaller',
    'account account-bob 3',
    changeData('account-bob 3', { hold: { amount: '1', asset: 'USD' } }),
  ],
  ['a fee is lower', 'account account-bob 3', changeData('account-bob 3', { takerRate: '0' })],
  ['an order is dearer', 'account account-bob 3', changeData('account-bob 3', { price: '102' })],
  ['an order changes sides', 'account account-ann 3', changeData('account-ann 3', { side: 'buy' })],
  ['an order comes twice', 'account account-ann 4', copyAfter('account-ann 3', 'account-ann 3')],
  ['an order is gone', `market ${M} 2`, drop('account-ann 3')],
  [
    'a withdrawal comes twice',
    'account account-ann 9',
    copyAfter('account-ann 8', 'account-ann 8'),
  ],
  [
    'a withdrawal is too large',
    'account account-ann 8',
    changeData('account-ann 8', { amount: '2000000000' }),
  ],
  [
    'a cancel asks for another order',
    'account account-bob 6',
    changeData('account-bob 6', { orderId: 'bob.3' }),
  ],
  ['two requests change places', 'account account-ann 0', swap('account-ann 0', 'account-ann 1')],
  ['an order was at another time', `market ${M} 3`, changeData('account-bob 3', { at: LATER })],
  // What came of it
  ['a trade has another price', `market ${M} 4`, changeData(`${M} 4`, { price: '101' })],
  ['a trade is larger', `market ${M} 4`, changeData(`${M} 4`, { quantity: '5' })],
  [
    'a trade has another taker',
    `market ${M} 4`,
    changeData(`${M} 4`, { taker: { ...bob, accountId: 'cat' } }),
  ],
  ['a trade comes twice', `market ${M} 5`, copyAfter(`${M} 4`, `${M} 4`)],
  ['a trade is gone', 'account account-ann 4', drop(`${M} 4`)],
  [
    'a trade and its settlements are gone',
    'account account-ann 4',
    drop(`${M} 4`, 'account-ann 4', 'account-bob 4'),
  ],
  ['an order is accepted that none asked for', `market ${M} 2`, copyAfter(`${M} 1`, `${M} 2`)],
  ['an outcome has another time', `market ${M} 7`, changeData(`${M} 7`, { at: LATER })],
  ['an outcome has another cause', `market ${M} 6`, change(`${M} 6`, { causation: bobsCancel })],
  [
    'an outcome is of another request',
    `market ${M} 6`,
    change(`${M} 6`, { correlationId: 'other' }),
  ],
  [
    'an outcome has an actor',
    `market ${M} 6`,
    change(`${M} 6`, { actor: { userId: 'u', requestId: 'r' } }),
  ],
  ['outcomes of one input change places', `market ${M} 3`, swap(`${M} 3`, `${M} 4`)],
  ['outcomes of two inputs change places', `market ${M} 6`, swap(`${M} 6`, `${M} 7`)],
  ['no matcher has started', `market ${M} 0`, drop(`${M} 0`)],
  ['a matcher starts twice', `market ${M} 9`, copyAfter(`${M} 8`, `${M} 8`)],
  ['a ruleset is unknown', `market ${M} 8`, changeData(`${M} 8`, { ruleset: 7 })],
  // What was paid
  ['a fee is not paid', 'account account-ann 4', feeOf('0')],
  ['a rebate is invented', 'account account-ann 4', feeOf('-1')],
  ['less is paid', 'account account-bob 4', changeData('account-bob 4', { notional: '399' })],
  ['less is received', 'account account-bob 4', changeData('account-bob 4', { quantity: '3' })],
  [
    'a trade is settled twice',
    'account account-ann 5',
    copyAfter('account-ann 4', 'account-ann 4'),
  ],
  ['a trade is never settled', 'account account-ann 4', drop('account-ann 4')],
  [
    'a trade is settled for others',
    'account account-cat 3',
    change('account-ann 4', { stream: 'account-cat' }),
  ],
  [
    'a trade is settled before it is made',
    'account account-ann 4',
    swap('account-ann 4', `${M} 4`),
  ],
  [
    'settling has another cause',
    'account account-ann 4',
    change('account-ann 4', { causation: bobsCancel }),
  ],
  [
    'an order stays open',
    'account account-bob 7',
    changeData('account-bob 7', { orderId: 'bob.3' }),
  ],
  [
    'a cancel has another reason',
    'account account-bob 7',
    changeData('account-bob 7', { reason: 'mass-cancel' }),
  ],
];

describe('a log', () => {
  test('as the order path wrote it is proven', async () => {
    const events = await honestLog();
    const again = await honestLog();
    equal(again.map(hashOf), events.map(hashOf), 'the same log each time');
    const { position: _, younger, ...counts } = await proven(logOf(events));
    equal(counts, {
      events: 43,
      streams: 6,
      markets: 1,
      inputs: 9,
      outcomes: 12,
      trades: 2,
      accounts: 3,
      accountEvents: 26,
      settlements: 7,
      postings: 36,
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
    const events = await honestLog();
    equal(rechained(events), events);
  });

  test('is another one after every forgery below', async () => {
    for (const [title, , tamper] of FORGERIES) {
      const events = await honestLog();
      ok(JSON.stringify(tamper(events)) !== JSON.stringify(events), title);
    }
  });
});

describe('what is changed and leaves the hashes as they were is found', () => {
  test.each(FORGERIES)('%s', async (_, __, tamper) => {
    notEqual(await foundIn(logOf(tamper(await honestLog()))), 'nothing');
  });

  test('a hash', async () => {
    const events = await honestLog();
    const { hash } = eventAt(events, 'venue 0');
    equal(await foundIn(logOf(change('account-ann 4', { hash })(events))), 'chain account-ann 4');
  });

  test('any bit of any event', async () => {
    const events = await honestLog();
    for (const [position, { stream, revision }] of events.entries()) {
      for (let bit = 0; bit < 8; bit++) {
        const at = ((position * 8 + bit) * 0.618) % 1;
        const found = await foundIn(logWithFlippedBit(events, position, at, bit));
        const isFound = found.startsWith('chain ') || found === `unreadable at ${position}`;
        ok(isFound, `bit ${bit} at ${at} of ${stream} ${revision}: ${found}`);
      }
    }
  });
});

describe('what is changed with every hash made anew is found by replay', () => {
  test.each(FORGERIES)('%s: %s', async (_, found, tamper) => {
    equal(await foundIn(logOf(rechained(tamper(await honestLog())))), found);
  });
});

test('a request on which nothing rests is known to who has its receipt: the hash there is another', async () => {
  const events = await honestLog();
  const forged = rechained(changeData('account-ann 9', { amount: '500' })(events));
  equal(await foundIn(logOf(forged)), 'nothing');
  const differing = forged.filter(({ hash }, index) => hash !== events[index]?.hash);
  equal(differing, [eventAt(forged, 'account-ann 9')]);
});

describe('what is cut off at the end', () => {
  test('was in flight, wherever the cut is', async () => {
    const events = await honestLog();
    for (let length = 0; length <= events.length; length++) {
      const { events: read, inFlight } = await proven(logOf(events.slice(0, length)));
      equal(read, length);
      ok(inFlight <= 3, `${inFlight} in flight in the first ${length} events`);
    }
  });

  test('of one stream was in flight when nothing else rests on it', async () => {
    const cut = cutStream('account-cat 7')(await honestLog());
    equal((await proven(logOf(cut))).inFlight, 1);
  });

  test('of one stream is found when something else rests on it', async () => {
    const cut = cutStream('account-cat 5')(await honestLog());
    equal(await foundIn(logOf(cut)), `market ${M} 11`);
  });
});

const hashOf = ({ hash }: RecordedEvent) => hash;
