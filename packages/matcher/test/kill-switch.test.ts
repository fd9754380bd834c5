import { deepStrictEqual, strictEqual } from 'node:assert';
import { createHash } from 'node:crypto';
import { epochMs } from '@truetape/domain';
import { describe, test } from 'vitest';
import { apply, emptyMarket, restore, snapshot, stateOf } from '../src/engine/index.ts';
import { check, inputOf, instrument, lineOf, openMarket } from './support.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const everybody = 'cancel all of everybody';

describe('a kill switch', () => {
  test.each(['trip', 'trip venue', 'release', 'release venue'])('yields no outcome: %s', (when) => {
    check({ given: ['buy a 5 @ 99'], when, gives: [], book: '---\n99 | a:5' });
  });

  test.each([
    'buy t 5 @ 98',
    'sell t 5 @ 99',
    'buy t 5 @ 98 post',
    'buy t 5 @ 98 IOC',
    'market sell t 5 to 90',
    'stop sell t 5 at 95 to 90',
    'stop sell t 5 at 95 @ 94',
    'trail sell t 5 behind 100 by-ticks 5 to 80',
    'buy t 5 @ 98 shows 2',
    'buy t 5 @ 98 GTD due 60',
  ])('lets no order come, of whatever type: %s', (when) => {
    for (const trip of ['trip', 'trip venue']) {
      const given = ['buy a 5 @ 99', trip];
      check({ given, when, gives: ['OrderRejected t MARKET_KILL_SWITCH'], book: '---\n99 | a:5' });
    }
  });

  test('lets nobody replace, also where it would keep its place', () => {
    for (const when of ['replace a 4 @ 99', 'replace a 9 @ 98']) {
      const given = ['buy a 5 @ 99', 'trip'];
      check({ given, when, gives: ['OrderReplaceRejected a MARKET_KILL_SWITCH'] });
    }
  });

  test('lets everybody cancel', () => {
    const given = ['buy a 5 @ 99', 'buy b 5 @ 99', 'trip'];
    check({ given, when: 'cancel a', gives: ['cancelled a 5 requested'] });
    check({
      given,
      when: 'cancel all of ann',
      gives: ['cancelled a 5 mass-cancel', 'cancelled b 5 mass-cancel', 'cancelled 2 of ann'],
      book: '---',
    });
  });

  test('of another market is none of this one', () => {
    const market = openMarket();
    for (const type of ['KillSwitchTripped', 'OrdersCancelRequested'] as const) {
      deepStrictEqual(apply(market, { type, at: epochMs(0), symbol: 'X-X' }), []);
    }
    strictEqual(apply(market, inputOf('buy a 1 @ 9')).map(lineOf).join(), 'accepted a #1');
  });

  test.each<readonly [left: readonly string[], answer: string]>([
    [['release'], 'rejected'],
    [['release venue'], 'rejected'],
    [['release', 'trip', 'release venue'], 'rejected'],
    [['release', 'release venue'], 'accepted'],
    [['trip', 'trip', 'release', 'trip venue', 'release venue'], 'accepted'],
  ])('and that of the venue are two: after both and %j an order is %s', (lines, answer) => {
    const given = ['trip venue', 'trip', ...lines];
    const gives =
      answer === 'accepted' ? ['accepted a #1'] : ['OrderRejected a MARKET_KILL_SWITCH'];
    check({ given, when: 'buy a 5 @ 99', gives });
  });

  test('has nothing to do with the state of the market', () => {
    const given = ['trip', 'halted', 'open'];
    check({ given, when: 'buy a 5 @ 99', gives: ['OrderRejected a MARKET_KILL_SWITCH'] });
    check({
      given: ['halted', 'trip', 'release'],
      when: 'buy a 5 @ 99',
      gives: ['OrderRejected a MARKET_HALTED'],
    });
  });

  test('of the venue is on in a market that is listed meanwhile, and not in one that is listed again', () => {
    const at = epochMs(0);
    const listed = { type: 'InstrumentListed', at, instrument, killed: true } as const;
    const fresh = emptyMarket('T-T');
    apply(fresh, listed);
    const open = openMarket();
    apply(open, listed);
    const answers = [fresh, open].map((market) => apply(market, inputOf('buy a 1 @ 9')));
    deepStrictEqual(
      answers.map((outcomes) => outcomes.map(lineOf)),
      [['OrderRejected a MARKET_KILL_SWITCH'], ['accepted a #1']],
    );
  });
});

describe('the mass cancel behind a kill switch', () => {
  test('cancels every order of every account, the oldest first, wherever it stands', () => {
    check({
      given: [
        'buy a 5 @ 97 by bob',
        'buy b 9 @ 99 shows 2',
        'stop buy c 5 at 103 to 110 by cat',
        'sell d 5 @ 101 GTD due 60',
        'trail sell e 5 behind 99 by-ticks 5 to 80 by bob',
        'replace a 6 @ 98 by bob',
        'trip',
      ],
      when: everybody,
      gives: [
        'cancelled a 6 mass-cancel',
        'cancelled b 9 mass-cancel',
        'cancelled c 5 mass-cancel',
        'cancelled d 5 mass-cancel',
        'cancelled e 5 mass-cancel',
        'cancelled 5 of everybody',
      ],
      book: '---',
    });
  });

  test('cancels a pair once, the other leg with the first', () => {
    check({
      given: [
        'buy a 5 @ 97 with c',
        'buy b 5 @ 97 by bob',
        'stop buy c 5 at 103 to 110 with a',
        'trip venue',
      ],
      when: everybody,
      gives: [
        'cancelled a 5 mass-cancel',
        'cancelled c 5 one-cancels-other',
        'cancelled b 5 mass-cancel',
        'cancelled 3 of everybody',
      ],
      book: '---',
    });
  });

  test('cancels what an auction has collected: it ends without a trade, whoever ends it', () => {
    const given = ['auction due 50', 'buy a 5 @ 104', 'sell b 5 @ 100 by bob', 'trip'];
    check({
      given,
      when: everybody,
      gives: [
        'cancelled a 5 mass-cancel',
        'cancelled b 5 mass-cancel',
        'cancelled 2 of everybody',
        'indicated 0 @ none',
      ],
    });
    const over = [...given, everybody];
    check({ given: over, when: 'open', gives: ['auction → open'], book: '---' });
    check({ given: over, when: 'clock 50', gives: ['auction → open auction-end'], book: '---' });
  });

  test('leaves nothing that a trade could trigger after the release', () => {
    check({
      given: [
        'stop buy a 5 at 100 to 110',
        'trail sell b 5 behind 100 by-ticks 1 to 80',
        'trip',
        everybody,
        'release',
        'sell c 1 @ 100 by bob',
      ],
      when: 'buy d 1 @ 100',
      gives: ['accepted d #4', 'trade 1: 1 @ 100 c(0) d(0)'],
      book: '---',
    });
  });

  test('again cancels what is not there, and says so', () => {
    const given = ['buy a 5 @ 99', 'trip', everybody, 'trip'];
    check({ given, when: everybody, gives: ['cancelled 0 of everybody'] });
  });
});

describe('the state of a market', () => {
  const stateAfter = (...lines: readonly string[]) => {
    const market = openMarket();
    for (const line of lines) apply(market, inputOf(line));
    return { market, state: stateOf(market) };
  };

  test('tells which switches are on', () => {
    const states = [['trip'], ['trip venue'], ['trip', 'trip venue'], []].map(
      (lines) => stateAfter(...lines).state,
    );
    strictEqual(new Set(states).size, 4);
  });

  test('says nothing of switches that are off: it is as it was before there were any', () => {
    const { state } = stateAfter('trip', 'trip venue', 'release', 'release venue');
    strictEqual(state, stateAfter().state);
    strictEqual(state.includes('killed'), false);
  });

  test('keeps them over a restart', () => {
    const { market } = stateAfter('trip venue');
    const restored = restore(snapshot(market, digest), digest);
    for (const line of ['buy a 5 @ 99', 'release venue', 'buy b 5 @ 99']) {
      deepStrictEqual(apply(restored, inputOf(line)), apply(market, inputOf(line)));
    }
  });
});
