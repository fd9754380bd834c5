import { deepStrictEqual as equal, notEqual, strictEqual } from 'node:assert';
import { describe, test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { killSwitchLog } from './kill-switch-log.ts';
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

/** What was done to the log; which check finds it once every hash is made anew, and where. */
const FORGERIES: readonly (readonly [title: string, found: string, tamper: Tamper])[] = [
  // What operators ask for
  ['a trip is gone', `switch ${I} 1`, drop(`${I} 1`)],
  ['a mass cancel is gone', `switch ${I} 1`, drop(`${I} 2`)],
  ['both are gone', `market ${M} 5`, drop(`${I} 1`, `${I} 2`)],
  ['a mass cancel comes later', `switch ${I} 1`, swap(`${I} 2`, `${M} 5`)],
  ['a mass cancel comes before its trip', `switch ${I} 1`, swap(`${I} 1`, `${I} 2`)],
  ['a mass cancel comes twice', `switch ${I} 3`, copyAfter(`${I} 2`, `${I} 2`)],
  [
    'a mass cancel is of another request',
    `switch ${I} 1`,
    change(`${I} 2`, { correlationId: 'b' }),
  ],
  [
    'a mass cancel has another key',
    `switch ${I} 1`,
    changeData(`${I} 2`, { idempotencyKey: 'k-9' }),
  ],
  ['a trip is of no market', `switch ${I} 1`, changeData(`${I} 1`, { symbol: undefined })],
  ['a trip is of another market', `switch ${I} 1`, changeData(`${I} 1`, { symbol: 'ETH-USD' })],
  [
    'that of the venue is of a market',
    'switch venue 2',
    changeData('venue 2', { symbol: 'BTC-USD' }),
  ],
  ['a market is killed before it is listed', `switch ${I} 0`, swap(`${I} 0`, `${I} 1`)],
  ['a release is gone', `market ${M} 9`, drop(`${I} 3`)],
  ['a release comes twice', `switch ${I} 4`, copyAfter(`${I} 3`, `${I} 3`)],
  [
    'a switch is released that was not tripped',
    'switch venue 2',
    (events) => change('venue 2', { type: 'KillSwitchReleased' })(drop('venue 3')(events)),
  ],
  ['a trip has no reason', `form ${I} 1`, changeData(`${I} 1`, { reason: '' })],
  ['a market trips itself', `form ${M} 5`, change(`${I} 1`, { stream: M })],
  [
    'the log ends between the two',
    'switch venue 2',
    (events) => events.slice(0, events.indexOf(eventAt(events, 'venue 3'))),
  ],
  // What came of it
  ['an order is spared', `market ${M} 6`, drop(`${M} 6`)],
  ['another order is cancelled first', `market ${M} 5`, swap(`${M} 5`, `${M} 6`)],
  [
    'an order is cancelled for another reason',
    `market ${M} 5`,
    changeData(`${M} 5`, { reason: 'requested' }),
  ],
  ['more were cancelled', `market ${M} 8`, changeData(`${M} 8`, { cancelled: 4 })],
  ['they were of one account', `market ${M} 8`, changeData(`${M} 8`, { accountId: 'ann' })],
  ['an account settles none of it', `market ${M} 9`, drop('account-ann 4')],
];

describe('a log with kill switches', () => {
  test('is proven', async () => {
    const { inFlight, events, trades } = await proven(logOf(await killSwitchLog()));
    equal({ inFlight, events, trades }, { inFlight: 0, events: 45, trades: 0 });
  });

  test('is another one after every forgery below', async () => {
    const events = await killSwitchLog();
    for (const [title, , tamper] of FORGERIES) {
      notEqual(JSON.stringify(tamper(events)), JSON.stringify(events), title);
    }
  });
});

test.each(FORGERIES)('%s: %s with every hash made anew', async (_, found, tamper) => {
  strictEqual(await foundIn(logOf(rechained(tamper(await killSwitchLog())))), found);
});
