import { deepStrictEqual as equal, ok } from 'node:assert';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  type AccountCommand,
  holdAssetOf,
  holdOf,
  type Instrument,
  lots,
  type Order,
  rateE8,
  remainingOf,
  ticks,
  waitsForStop,
} from '../src/index.ts';
import { placingIn } from './support/order-text.ts';
import { step } from './support/steps.ts';
import { instrument, market, NOW, Trading } from './support/trading.ts';

/** What may happen next: what it is, and three numbers from which the rest is chosen. */
interface Move {
  readonly what: (typeof MOVES)[number];
  readonly which: number;
  readonly price: number;
  readonly quantity: number;
}

const MOVES = [
  'place',
  'place',
  'pair',
  'replace',
  'answer',
  'trade',
  'trade',
  'decrement',
  'end',
] as const;

const moves = fc.array(
  fc.record({
    what: fc.constantFrom(...MOVES),
    which: fc.nat(1_000),
    price: fc.integer({ min: 1, max: 150 }),
    quantity: fc.integer({ min: 1, max: 60 }),
  }),
  { minLength: 1, maxLength: 60 },
);

/** Rates of a maker and a taker, rebates among them, and such that roundings and the fee itself matter. */
const fees = fc.constantFrom(
  [100_000, 200_000],
  [-100_000, 200_000],
  [-3_333_333, 7_777_777],
  [30_000_000, 50_000_000],
  [0, 0],
);

function withFees([makerRate = 0, takerRate = 0]: readonly number[]): Instrument {
  const rates = { makerRate: rateE8(makerRate), takerRate: rateE8(takerRate) };
  return { ...instrument, feeTiers: [{ tier: 'standard', ...rates }] };
}

const sideOf = ({ which }: Move) => (which % 2 === 0 ? 'buy' : 'sell');

function orderText(move: Move): string {
  const { which, price, quantity } = move;
  const forms = [
    `limit quantity ${quantity} price ${price}`,
    `limit quantity ${quantity} price ${price} displayQuantity 1 timeInForce DAY`,
    `market quantity ${quantity} timeInForce IOC`,
    `stop quantity ${quantity} stopPrice ${price}`,
    `stop-limit quantity ${quantity} price ${price} stopPrice ${price}`,
    `trailing-stop quantity ${quantity} trailingOffset ${price}`,
  ];
  const byMoney = `buy market quoteQuantity ${price * quantity} timeInForce IOC`;
  const form = forms[(which >> 1) % (forms.length + 1)];
  return form === undefined ? byMoney : `${sideOf(move)} ${form}`;
}

function pairText(move: Move): string {
  const { which, price, quantity } = move;
  const seconds = [
    `stop quantity ${quantity} stopPrice ${(which % 150) + 1}`,
    `stop-limit quantity ${quantity} price ${(which % 150) + 1} stopPrice ${price}`,
    `trailing-stop quantity ${quantity} trailingOffset ${price}`,
  ];
  const second = seconds[which % seconds.length];
  return `${sideOf(move)} limit quantity ${quantity} price ${price} + ${second}`;
}

/** An account and a market that does only what a market may do. */
class Story {
  readonly trading = new Trading(4_000n, 60n);
  readonly #view;
  #ids = 0;

  constructor(rates: readonly number[]) {
    this.#view = { ...market, instrument: withFees(rates) };
  }

  happen(move: Move): void {
    if (move.what === 'place') this.#ask(this.#placing(orderText(move)));
    else if (move.what === 'pair') this.#ask(this.#placing(pairText(move)));
    else {
      const orders = [...this.trading.open.orders.values()];
      const order = orders[move.which % Math.max(1, orders.length)];
      if (order !== undefined) this.#happenTo(order, move);
    }
    this.check();
  }

  check(): void {
    const { balances, orders } = this.trading.open;
    for (const [asset, { total, held }] of balances) {
      const holding = [...orders.values()].filter((order) => holdAssetOf(order) === asset);
      equal(
        held,
        holding.reduce((sum, order) => sum + holdOf(order), 0n),
      );
      for (const order of holding) equal(order.hold, holdOf(order));
      ok(held >= 0n && held <= total, `${asset}: ${held} of ${total} is held`);
    }
  }

  cancelAll(): void {
    for (const order of [...this.trading.open.orders.values()]) this.#happen(order, 'cancelled');
  }

  #placing(text: string): AccountCommand {
    this.#ids += 2;
    return placingIn(text, this.#view, [`c${this.#ids}`, `c${this.#ids + 1}`]);
  }

  /** What is denied has not happened. */
  #ask(command: AccountCommand): void {
    const decided = this.trading.decide(command);
    if (decided.ok) this.trading.append(...decided.value);
  }

  #happenTo(order: Order, move: Move): void {
    switch (move.what) {
      case 'replace':
        this.#replace(order, move);
        break;
      case 'answer':
        this.#answer(order);
        break;
      case 'end':
        this.#happen(order, move.price % 2 === 0 ? 'cancelled' : 'expired');
        break;
      default:
        this.#meet(order, move);
    }
  }

  #happen(order: Order, text: string): void {
    step(this.trading, order.placedRevision, text);
    this.check();
  }

  #replace({ orderId }: Order, { price, quantity }: Move): void {
    const terms = { price: ticks(price), quantity: lots(quantity) };
    const market = this.#view;
    this.#ask({ type: 'ReplaceOrder', receivedAt: NOW, orderId, market, ...terms });
  }

  #answer(order: Order): void {
    const [terms] = order.pending;
    if (terms === undefined) return;
    this.#happen(order, terms.quantity > order.filled ? 'replaced' : 'replace refused');
  }

  /** The order trades, or is decremented, at a price that it allows; then its partner is cancelled. */
  #meet(order: Order, move: Move): void {
    const { partner, limit, asked, moneyLeft } = order;
    const price = asked.side === 'buy' ? Math.min(move.price, limit) : Math.max(move.price, limit);
    const buys = (money: number) => Math.floor(money / price);
    const most = moneyLeft === undefined ? remainingOf(order) : buys(Number(moneyLeft));
    const quantity = Math.min(move.quantity, most);
    if (quantity === 0 || !this.#mayMeet(order, move, price)) return;
    // A stop of a pair is triggered before anything else happens to it.
    if (partner !== undefined && waitsForStop(asked.type)) this.#happen(partner, 'cancelled');
    const left =
      moneyLeft === undefined ? '' : ` leaving ${buys(Number(moneyLeft) - quantity * price)}`;
    const role = asked.type === 'limit' && move.which % 3 === 0 ? 'maker' : 'taker';
    const trades = `trade ${quantity} at ${price} as ${role}${left}`;
    const isTrade = move.what === 'trade';
    this.#happen(order, isTrade ? trades : `decrement ${quantity} at ${price}${left}`);
    if (partner?.status === 'open') this.#happen(partner, 'cancelled');
    if (order.status === 'open' && remainingOf(order) === 0) this.#happen(order, 'cancelled');
  }

  /** A decrement needs an order of the other side, which the account may not have the money for. */
  #mayMeet({ asked }: Order, { what }: Move, price: number): boolean {
    const side = asked.side === 'buy' ? 'sell' : 'buy';
    const against = placingIn(`${side} limit quantity 100 price ${price}`, market, ['against']);
    return what === 'trade' || this.trading.decide(against).ok;
  }
}

/** By the terms that are still there, at a higher price than those that are asked for. */
const FILLED_BEFORE_ITS_REPLACE: [[100_000, 200_000], Move[]] = [
  [100_000, 200_000],
  [
    { what: 'place', which: 0, price: 97, quantity: 27 },
    { what: 'replace', which: 0, price: 67, quantity: 48 },
    { what: 'trade', which: 0, price: 97, quantity: 26 },
    { what: 'place', which: 0, price: 1, quantity: 1 },
  ],
];

describe('whatever happens to an account', () => {
  test('what is held is what its open orders hold, and never more than there is', () => {
    fc.assert(
      fc.property(fees, moves, (rates, all) => {
        const story = new Story(rates);
        for (const move of all) story.happen(move);
        story.cancelAll();
        for (const { held } of story.trading.open.balances.values()) equal(held, 0n);
      }),
      { numRuns: 500, examples: [FILLED_BEFORE_ITS_REPLACE] },
    );
  });
});
