import { deepStrictEqual as equal } from 'node:assert';
import { describe, test } from 'vitest';
import {
  account,
  dueAtOf,
  epochMs,
  lots,
  minor,
  OFF_GRID,
  type OrderPlaced,
  type PlaceOrder,
  PRICE_TICKS_MAX,
  protectionPrice,
  rateE8,
  ticks,
} from '../src/index.ts';
import { fieldsIn, placingIn } from './support/order-text.ts';
import { instrument, market, NOW, Trading } from './support/trading.ts';

const DAY = 86_400_000;

function placedBy(text: string, view = market, usd = 1_000_000n): OrderPlaced {
  const [placed, ...others] = new Trading(usd, 1_000n).run(placingIn(text, view));
  if (placed?.type !== 'OrderPlaced' || others.length > 0) throw new Error('one order is placed');
  return placed;
}

describe('an order without a limit', () => {
  test.each([
    ['buy market quantity 50 timeInForce IOC', 100, 110],
    ['sell market quantity 50 timeInForce FOK', 100, 90],
    ['buy stop quantity 50 stopPrice 120', 120, 132],
    ['sell stop quantity 50 stopPrice 95', 95, 86],
    ['buy trailing-stop quantity 50 trailingOffset 10', 100, 121],
    ['sell trailing-stop quantity 50 trailingOffset 10', 100, 81],
    ['sell trailing-stop quantity 50 trailingOffset 100', 100, 1],
  ])('%s is protected from %i to %i', (text, reference, price) => {
    equal(placedBy(text).protection, { reference: ticks(reference), price: ticks(price) });
  });

  test.each([
    'buy limit quantity 50 price 100',
    'buy stop-limit quantity 50 price 125 stopPrice 120',
  ])('is not %s', (text) => {
    equal('protection' in placedBy(text), false);
  });

  test('is never protected beyond the largest price', () => {
    const rate = rateE8(10_000_000);
    equal(protectionPrice('buy', ticks(PRICE_TICKS_MAX), rate), PRICE_TICKS_MAX);
    equal(protectionPrice('sell', ticks(1), rate), 1);
  });
});

describe('an order records', () => {
  test('the ruleset of its market', () => {
    const view = { instrument: { ...instrument, ruleset: 7 } };
    equal(placedBy('buy limit quantity 50 price 100', view).ruleset, 7);
  });

  test('when it is due, by its time in force', () => {
    const at = epochMs(3 * DAY - 1);
    equal(dueAtOf({ timeInForce: 'DAY' }, at), 3 * DAY);
    equal(dueAtOf({ timeInForce: 'DAY' }, epochMs(3 * DAY)), 4 * DAY);
    equal(dueAtOf({ timeInForce: 'GTD', expiresAt: epochMs(5) }, at), 5);
    equal(dueAtOf({ timeInForce: 'GTC' }, at), undefined);
    equal(placedBy('buy limit quantity 50 price 100 timeInForce DAY').dueAt, DAY);
    equal('dueAt' in placedBy('buy limit quantity 50 price 100'), false);
  });
});

describe('placing an order', () => {
  const narrow = {
    ...market,
    instrument: { ...instrument, minQuantity: lots(10), minNotional: minor(1_000n) },
  };

  /** What `terms` of an order are denied with, on an account with 1000 USD and 1000 BTC. */
  function denialOf(text: string, changed: object = {}, view: PlaceOrder['market'] = narrow) {
    const command = placingIn(text, narrow) as PlaceOrder;
    const terms = { ...command.terms, ...changed };
    const decided = new Trading(1_000n, 1_000n).decide({ ...command, market: view, terms });
    return decided.ok ? 'placed' : [decided.failure.code, decided.failure.field];
  }

  /** Each row breaks its own rule and, where it can, later ones. */
  test.each([
    ['buy limit price 100', {}, 'ORDER_TERMS', 'quantity'],
    ['buy limit quantity 1', {}, 'ORDER_TERMS', 'price'],
    ['buy limit quantity 1 price 0 stopPrice 0', {}, 'ORDER_TERMS', 'stopPrice'],
    ['buy market quantity 1', {}, 'ORDER_TERMS', 'timeInForce'],
    ['sell market quoteQuantity 0 timeInForce IOC', {}, 'ORDER_TERMS', 'quoteQuantity'],
    ['buy stop quantity 1 stopPrice 0 timeInForce IOC', {}, 'ORDER_TERMS', 'timeInForce'],
    ['buy limit quantity 1 price 0', { expiresAt: NOW }, 'ORDER_TERMS', 'expiresAt'],
    ['buy stop quantity 1 stopPrice 0', { postOnly: true }, 'ORDER_TERMS', 'postOnly'],
    ['buy stop-limit quantity 1 price 0 stopPrice 0', {}, 'ORDER_PRICE_BOUNDS', 'price'],
    [
      'buy stop-limit quantity 1 price 1 stopPrice 0',
      { stopPrice: OFF_GRID },
      'ORDER_TICK_SIZE',
      'stopPrice',
    ],
    ['buy stop quantity 1 stopPrice 0', {}, 'ORDER_PRICE_BOUNDS', 'stopPrice'],
    [
      'buy trailing-stop quantity 1 trailingOffset 1',
      { trailingOffset: OFF_GRID },
      'ORDER_TICK_SIZE',
      'trailingOffset',
    ],
    [
      'buy trailing-stop quantity 1 trailingOffset 1',
      { trailingOffset: PRICE_TICKS_MAX + 1 },
      'ORDER_PRICE_BOUNDS',
      'trailingOffset',
    ],
    ['buy stop quantity 9 stopPrice 1', {}, 'ORDER_QUANTITY_TOO_SMALL', 'quantity'],
    [
      'buy market quoteQuantity 1 timeInForce IOC',
      { quoteQuantity: OFF_GRID },
      'ORDER_QUOTE_QUANTITY',
      'quoteQuantity',
    ],
    ['buy market quoteQuantity 0 timeInForce IOC', {}, 'ORDER_QUOTE_QUANTITY', 'quoteQuantity'],
    [
      'buy market quoteQuantity 9007199254740992 timeInForce IOC',
      {},
      'ORDER_QUOTE_QUANTITY',
      'quoteQuantity',
    ],
    [
      'buy limit quantity 10 price 1 displayQuantity 9',
      {},
      'ORDER_DISPLAY_QUANTITY',
      'displayQuantity',
    ],
    [
      'buy limit quantity 10 price 1 displayQuantity 11',
      {},
      'ORDER_DISPLAY_QUANTITY',
      'displayQuantity',
    ],
    [
      'buy limit quantity 10 price 1 displayQuantity 10',
      { displayQuantity: OFF_GRID },
      'ORDER_DISPLAY_QUANTITY',
      'displayQuantity',
    ],
    [
      'buy limit quantity 10 price 1 timeInForce GTD',
      { expiresAt: NOW },
      'ORDER_EXPIRY',
      'expiresAt',
    ],
    ['buy stop quantity 10 stopPrice 10', {}, 'ORDER_NOTIONAL_TOO_SMALL', 'quantity'],
    [
      'buy market quoteQuantity 999 timeInForce IOC',
      {},
      'ORDER_NOTIONAL_TOO_SMALL',
      'quoteQuantity',
    ],
    [
      'buy market quoteQuantity 1000001 timeInForce IOC',
      {},
      'ORDER_NOTIONAL_TOO_LARGE',
      'quoteQuantity',
    ],
    ['buy stop quantity 10 stopPrice 91', {}, 'RISK_INSUFFICIENT_FUNDS', 'quantity'],
    [
      'buy market quoteQuantity 1000 timeInForce IOC',
      {},
      'RISK_INSUFFICIENT_FUNDS',
      'quoteQuantity',
    ],
  ])('%s with %o is denied %s', (text, changed, code, field) => {
    equal(denialOf(text, changed), [code, field]);
  });

  test.each([
    'buy market quantity 10 timeInForce IOC',
    'buy market quoteQuantity 1000 timeInForce IOC',
    'sell trailing-stop quantity 10 trailingOffset 1',
  ])('%s needs to know where the market is', (text) => {
    const view = { instrument: narrow.instrument };
    equal(denialOf(text, {}, view), ['RISK_REFERENCE_PRICE_MISSING', 'type']);
  });

  test.each([
    'sell stop quantity 20 stopPrice 91',
    'sell stop-limit quantity 10 price 100 stopPrice 91',
  ])('%s does not', (text) => {
    equal(denialOf(text, {}, { instrument: narrow.instrument }), 'placed');
  });

  test('by quoteQuantity is possible with all that a market can count', () => {
    const most = 2n ** 53n - 1n;
    const text = `buy market quoteQuantity ${most} timeInForce IOC`;
    const view = { ...market, instrument: { ...instrument, maxNotional: minor(10n ** 30n) } };
    equal(placedBy(text, view, 10n ** 20n).terms.quoteQuantity, most);
  });
});

describe('a repeat of an order', () => {
  const text = 'buy limit quantity 50 price 100 displayQuantity 10 timeInForce DAY';

  test('says the same in every field', () => {
    const trading = new Trading(1_000_000n, 0n);
    trading.run(placingIn(text));
    equal(trading.decide(placingIn(text)), { ok: true, value: [] });
  });

  test.each(['price 101', 'quantity 51', 'displayQuantity 11', 'timeInForce GTC', 'stopPrice 90'])(
    'with %s is another order',
    (changed) => {
      const trading = new Trading(1_000_000n, 0n);
      const command = placingIn(text) as PlaceOrder;
      trading.run(command);
      const terms = { ...command.terms, ...fieldsIn(changed.split(' ')) };
      equal(trading.decide({ ...command, terms }), {
        ok: false,
        failure: { code: 'ORDER_DUPLICATE_ID', field: 'clientOrderId' },
      });
    },
  );

  test('without a field that it had is another order', () => {
    const trading = new Trading(1_000_000n, 0n);
    trading.run(placingIn(text));
    equal(trading.decide(placingIn('buy limit quantity 50 price 100 timeInForce DAY')).ok, false);
  });
});

describe('a replace', () => {
  const replace = (text: string) => {
    const trading = new Trading(1_000_000n, 0n);
    trading.run(placingIn(text));
    const command = {
      type: 'ReplaceOrder',
      receivedAt: NOW,
      orderId: 'ann.3',
      market: { instrument },
    } as const;
    const decided = account.decide(trading.state, { ...command, quantity: lots(40) }, { now: NOW });
    return decided.ok ? decided.value.map(({ type }) => type) : decided.failure.code;
  };

  test.each([
    ['buy limit quantity 50 price 100', ['OrderReplaceRequested']],
    ['buy stop-limit quantity 50 price 125 stopPrice 120', ['OrderReplaceRequested']],
    ['buy stop quantity 50 stopPrice 120', 'ORDER_NOT_REPLACEABLE'],
    ['buy trailing-stop quantity 50 trailingOffset 10', 'ORDER_NOT_REPLACEABLE'],
    ['buy market quantity 50 timeInForce IOC', 'ORDER_NOT_REPLACEABLE'],
    ['buy limit quantity 50 price 100 + stop quantity 50 stopPrice 120', 'ORDER_NOT_REPLACEABLE'],
  ])('of %s gives %s', (text, made) => {
    equal(replace(text), made);
  });
});
