import { deepStrictEqual as equal, throws } from 'node:assert';
import { type EventType, NEWEST_VERSIONS, schemaOf } from '@truetape/contracts';
import { epochMs, lots, type OrderTerms, ticks } from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';
import { describe, test } from 'vitest';
import {
  emptyCatalogue,
  isKilled,
  marketIn,
  readInput,
  restoreCatalogue,
  storedCatalogue,
} from '../src/index.ts';
import { AT, catalogueOf, LISTED, listed, recorded, SYMBOL } from './support/venue.ts';

const LATER = '2026-11-22T00:00:00.000Z';
const at = epochMs(Date.parse(AT));
const later = epochMs(Date.parse(LATER));

/** An event as its schema allows it. */
function allowed(stream: string, type: EventType, data: object, revision = 0) {
  equal(schemaOf(type, NEWEST_VERSIONS[type])?.parse(data), data);
  return recorded(stream, type, data, revision);
}

describe('what operators and the clock say is an input', () => {
  const catalogue = catalogueOf(listed());

  test.each([
    ['with all of it', { dueAt: LATER, to: 'auction', next: 'closed' }, { dueAt: later }],
    ['without what does not apply', { to: 'halted' }, {}],
  ] as const)('MarketStateRequested %s, of its market', (_, request, times) => {
    const stream = `instrument-${SYMBOL}`;
    const data = { at: AT, symbol: SYMBOL, ...request };
    equal(readInput(allowed(stream, 'MarketStateRequested', data, 4), catalogue), {
      input: { type: 'MarketStateRequested', symbol: SYMBOL, ...request, at, ...times },
      symbol: SYMBOL,
      ref: { stream, revision: 4 },
      at: AT,
    });
  });

  test('RulesetAdopted, of every market', () => {
    equal(readInput(allowed('venue', 'RulesetAdopted', { at: AT, ruleset: 2 }), catalogue), {
      input: { type: 'RulesetAdopted', at, ruleset: 2 },
      symbol: undefined,
      ref: { stream: 'venue', revision: 0 },
      at: AT,
    });
  });

  test('ClockAdvanced, of every market', () => {
    equal(readInput(allowed('clock', 'ClockAdvanced', { at: AT, to: LATER }), catalogue), {
      input: { type: 'ClockAdvanced', at, to: later },
      symbol: undefined,
      ref: { stream: 'clock', revision: 0 },
      at: AT,
    });
  });

  test('but not that an asset is listed', () => {
    const data = { asset: 'BTC', at: AT, scale: 8 };
    equal(readInput(allowed('venue', 'AssetListed', data), catalogue), undefined);
  });

  test('nor an order that stands outside of an account', () => {
    const placed = recorded('venue', 'OrderPlaced', { at: AT, symbol: SYMBOL });
    throws(() => readInput(placed, catalogue), /stands in an account stream/);
  });
});

describe('a kill switch', () => {
  const catalogue = catalogueOf(listed());
  const why = { at: AT, reason: 'A test.' };
  const SCOPES = [
    ['of a market', `instrument-${SYMBOL}`, { symbol: SYMBOL }],
    ['of every market', 'venue', {}],
  ] as const;

  test.each(
    SCOPES.flatMap(
      ([whose, stream, scope]) =>
        [
          [`KillSwitchTripped ${whose}`, 'KillSwitchTripped', stream, { ...why, ...scope }, scope],
          [
            `KillSwitchReleased ${whose}`,
            'KillSwitchReleased',
            stream,
            { ...why, ...scope },
            scope,
          ],
          [
            `OrdersCancelRequested ${whose}, of all accounts`,
            'OrdersCancelRequested',
            stream,
            { at: AT, receivedAt: AT, ...scope },
            scope,
          ],
        ] as const,
    ),
  )('is an input: %s', (_, type, stream, data, scope: { readonly symbol?: string }) => {
    equal(readInput(allowed(stream, type, data, 3), catalogue), {
      input: { type, at, ...scope },
      symbol: scope.symbol,
      ref: { stream, revision: 3 },
      at: AT,
    });
  });

  test.each(['KillSwitchTripped', 'KillSwitchReleased'] as const)(
    'of an account is none of markets: %s',
    (type) => {
      const event = allowed('account-ann', type, why);
      equal(readInput(event, catalogue), undefined);
      equal(isKilled(catalogueOf(listed(), event), SYMBOL), false);
    },
  );

  const trip = recorded(`instrument-${SYMBOL}`, 'KillSwitchTripped', { ...why, symbol: SYMBOL });
  const release = recorded(`instrument-${SYMBOL}`, 'KillSwitchReleased', {
    ...why,
    symbol: SYMBOL,
  });
  const tripAll = recorded('venue', 'KillSwitchTripped', why);
  const releaseAll = recorded('venue', 'KillSwitchReleased', why);

  test.each<readonly [RecordedEvent[], killed: readonly [own: boolean, other: boolean]]>([
    [[], [false, false]],
    [[trip], [true, false]],
    [[tripAll], [true, true]],
    [
      [trip, release],
      [false, false],
    ],
    [
      [trip, tripAll, release],
      [true, true],
    ],
    [
      [trip, tripAll, releaseAll],
      [true, false],
    ],
    [
      [trip, trip, release, tripAll, releaseAll],
      [false, false],
    ],
  ])('is known to the catalogue, over a restart too: %#', (events, killed) => {
    const folded = catalogueOf(listed(), listed({}, 'ETH-USD'), ...events);
    const restored = emptyCatalogue();
    restoreCatalogue(restored, JSON.parse(JSON.stringify(storedCatalogue(folded))));
    for (const known of [folded, restored]) {
      equal([isKilled(known, SYMBOL), isKilled(known, 'ETH-USD')], killed);
    }
  });

  test('is off in a catalogue that was stored before there were any', () => {
    const { killed: _, ...stored } = storedCatalogue(catalogueOf(listed(), trip));
    const restored = emptyCatalogue();
    restoreCatalogue(restored, stored);
    equal(isKilled(restored, SYMBOL), false);
  });

  test('of the venue is on in a market that is listed meanwhile', () => {
    const known = catalogueOf(tripAll, listed());
    equal(readInput(listed(), known)?.input, {
      type: 'InstrumentListed',
      at,
      instrument: marketIn(known, SYMBOL).instrument,
      killed: true,
    });
  });
});

describe('an order that is placed', () => {
  const wire = {
    at: AT,
    clientOrderId: 'c1',
    feeTier: 'standard',
    hold: { amount: '1', asset: 'USD' },
    instrumentRevision: 0,
    makerRate: '0.001',
    postOnly: false,
    quantity: '0.05',
    receivedAt: AT,
    ruleset: 2,
    selfTradePrevention: 'none',
    side: 'buy',
    symbol: SYMBOL,
    takerRate: '0.002',
    timeInForce: 'GTC',
  } as const;
  const input = (data: object, terms: Partial<OrderTerms>, more: object) => ({
    input: {
      type: 'OrderPlaced',
      at,
      accountId: 'ann',
      orderId: 'ann.7',
      terms: {
        symbol: SYMBOL,
        side: 'buy',
        timeInForce: 'GTC',
        postOnly: false,
        selfTradePrevention: 'none',
        quantity: lots(50),
        ...terms,
      },
      makerRate: 100_000,
      takerRate: 200_000,
      ...more,
    },
    symbol: SYMBOL,
    ref: { stream: 'account-ann', revision: 7 },
    at: AT,
    ...data,
  });
  const protectedAt = { protectionPrice: '110', referencePrice: '100' };

  test.each([
    [
      'limit',
      { type: 'limit', price: '100', timeInForce: 'DAY', dueAt: LATER },
      { type: 'limit', price: ticks(400), timeInForce: 'DAY' },
      { limit: 400, dueAt: later },
    ],
    [
      'stop',
      { type: 'stop', stopPrice: '100', ...protectedAt, partnerId: 'ann.6' },
      { type: 'stop', stopPrice: ticks(400) },
      { limit: 440, partnerId: 'ann.6' },
    ],
    [
      'stop-limit',
      { type: 'stop-limit', stopPrice: '100', price: '105' },
      { type: 'stop-limit', stopPrice: ticks(400), price: ticks(420) },
      { limit: 420 },
    ],
    [
      'of an owner group',
      { type: 'limit', price: '100', ownerGroup: 'bob' },
      { type: 'limit', price: ticks(400) },
      { limit: 400, ownerGroup: 'bob' },
    ],
    [
      'trailing-stop',
      { type: 'trailing-stop', trailingOffset: '2', ...protectedAt },
      { type: 'trailing-stop', trailingOffset: ticks(8) },
      { limit: 440, reference: 400 },
    ],
  ] as const)('is an input with its worst price: %s', (_, data, terms, more) => {
    const event = allowed('account-ann', 'OrderPlaced', { ...wire, ...data }, 7);
    equal(readInput(event, catalogueOf(listed())), input({}, terms, more));
  });
});

describe('a market', () => {
  test('is what its listing says', () => {
    const said = {
      priceBand: { auctionMs: 60_000, beyond: 'auction', rate: '0.05', window: 10 },
      ruleset: 2,
      selfTradePrevention: 'expire-taker',
      startsIn: 'pre-open',
    };
    const event = allowed(`instrument-${SYMBOL}`, 'InstrumentListed', { ...LISTED, ...said });
    const { instrument } = marketIn(catalogueOf(event), SYMBOL);
    const { priceBand, ruleset, selfTradePrevention, startsIn } = instrument;
    equal(
      { priceBand, ruleset, selfTradePrevention, startsIn },
      { ...said, priceBand: { ...said.priceBand, rate: 5_000_000 } },
    );
    equal(readInput(event, catalogueOf(event))?.input, {
      type: 'InstrumentListed',
      at,
      instrument,
    });
  });

  test('adopts a ruleset with all others, and keeps the rest of its definition', () => {
    const before = catalogueOf(listed({ ruleset: 1 }), listed({}, 'ETH-USD'));
    const adopted = recorded('venue', 'RulesetAdopted', { at: AT, ruleset: 2 });
    const events = [listed({ ruleset: 1 }), listed({}, 'ETH-USD'), adopted, listed({}, 'XRP-USD')];
    const after = catalogueOf(...events);
    const rulesets = ['BTC-USD', 'ETH-USD', 'XRP-USD'].map(
      (symbol) => marketIn(after, symbol).instrument.ruleset,
    );
    equal(rulesets, [2, 2, 1]);
    const { instrument } = marketIn(before, SYMBOL);
    equal(marketIn(after, SYMBOL).instrument, { ...instrument, ruleset: 2 });
  });

  test('is listed as its listing says, whatever was adopted since', () => {
    const adopted = recorded('venue', 'RulesetAdopted', { at: AT, ruleset: 2 });
    const read = readInput(listed(), catalogueOf(listed(), adopted));
    equal(read?.input.type === 'InstrumentListed' && read.input.instrument.ruleset, 1);
  });
});
