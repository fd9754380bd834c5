import { deepStrictEqual as equal, throws } from 'node:assert';
import { describe, test } from 'vitest';
import { inNewestVersion, marketIn } from '../src/index.ts';
import { catalogueOf, LISTED, listed, recorded, SYMBOL } from './support/venue.ts';

const { ruleset, startsIn, ...LISTED_V1 } = LISTED;
const stream = `instrument-${SYMBOL}`;
const listedInV1 = (data: object = {}) => ({
  ...recorded(stream, 'InstrumentListed', { ...LISTED_V1, ...data }, 7),
  schemaVersion: 1,
});

describe('an event that is stored in an older version', () => {
  test('is read as it would be written today, at its place and with its hash', () => {
    const stored = { ...listedInV1(), hash: 'of the stored bytes', position: 41 };
    equal(inNewestVersion(stored), { ...stored, schemaVersion: 2, data: LISTED });
  });

  test('keeps what it says itself', () => {
    const data = { ruleset: 2, startsIn: 'pre-open', referencePrice: '100' };
    equal(inNewestVersion(listedInV1(data)).data, { ...LISTED, ...data });
  });

  test('lists the market that it always listed', () => {
    const { instrument } = marketIn(catalogueOf(inNewestVersion(listedInV1())), SYMBOL);
    equal([instrument.startsIn, instrument.ruleset, 'priceBand' in instrument], ['open', 1, false]);
  });

  test('is left as it was', () => {
    const stored = Object.freeze(listedInV1());
    inNewestVersion(stored);
    equal(stored.data, LISTED_V1);
  });
});

test('an event in its newest version is the same object', () => {
  const event = listed();
  equal(inNewestVersion(event) === event, true);
});

describe('nobody guesses what an event says', () => {
  const cases = [
    ['MarketMoved', 1, 'event type'],
    ['constructor', 1, 'event type'],
    ['InstrumentListed', 0, 'version of this event type'],
    ['InstrumentListed', 3, 'version of this event type'],
    ['AssetListed', 2, 'version of this event type'],
    ['AssetListed', 1.5, 'version of this event type'],
  ] as const;

  test.each(cases)('%s in version %d', (type, schemaVersion, what) => {
    const event = { ...recorded(stream, type, LISTED, 3), schemaVersion, position: 17 };
    throws(() => inNewestVersion(event), {
      name: 'UnknownEventError',
      message: `${type} v${schemaVersion} at position 17 (${stream} 3): there is no such ${what}`,
    });
  });
});
