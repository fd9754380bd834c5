import {
  epochMs,
  type Instrument,
  lots,
  type MarketInput,
  type OrderPlacedInput,
  orderIdOf,
  PRICE_TICKS_MAX,
  rateE8,
  type Side,
  ticks,
} from '@truetape/domain';
import type { NaiveOrder } from '../src/naive-engine.ts';
import { instrument } from './support.ts';

/** A way in which a market may be busy. */
export interface Regime {
  readonly name: string;
  /** Of a hundred commands, how many are of this kind. */
  readonly share: number;
  /** After so many commands a new market begins. */
  readonly commands: number;
  /** So many orders come to rest; then most of them go, and it begins again. */
  readonly fullAt: number;
  readonly accounts: number;
  /** How far from the middle prices lie, in ticks. */
  readonly spread: number;
  /** `even`: as likely here as there. `thin`: ten times as far away, a tenth as dense. */
  readonly prices: 'even' | 'thin';
  readonly middle: number;
  /** How far the middle may move with a command. */
  readonly drift: number;
  readonly lots: 'few' | 'huge';
  readonly weights: Weights;
}

/** How often what is done, relative to each other. */
interface Weights {
  readonly rest: number;
  readonly take: number;
  readonly sweep: number;
  readonly cancel: number;
  readonly replace: number;
  readonly cancelAll: number;
  readonly wrong: number;
}

// biome-ignore format: a table
export const REGIMES: readonly Regime[] = [
  { name: 'dense', share: 40, commands: 10_000, fullAt: 250, accounts: 12, spread: 20, prices: 'even', middle: 5_000, drift: 1, lots: 'few',
    weights: { rest: 40, take: 20, sweep: 0.5, cancel: 15, replace: 20, cancelAll: 0.3, wrong: 6 } },
  { name: 'sparse', share: 15, commands: 10_000, fullAt: 300, accounts: 6, spread: 2 ** 40, prices: 'thin', middle: 2 ** 39, drift: 2 ** 12, lots: 'few',
    weights: { rest: 50, take: 8, sweep: 0.5, cancel: 15, replace: 20, cancelAll: 0.2, wrong: 6 } },
  { name: 'deep queues', share: 15, commands: 10_000, fullAt: 500, accounts: 3, spread: 4, prices: 'even', middle: 100, drift: 0, lots: 'few',
    weights: { rest: 50, take: 10, sweep: 1, cancel: 15, replace: 20, cancelAll: 0.1, wrong: 4 } },
  { name: 'thousands of levels', share: 8, commands: 10_000, fullAt: 4_000, accounts: 3, spread: 100_000, prices: 'even', middle: 1_000_000, drift: 10, lots: 'few',
    weights: { rest: 80, take: 3, sweep: 0.1, cancel: 5, replace: 8, cancelAll: 0, wrong: 2 } },
  { name: 'huge quantities', share: 12, commands: 5_000, fullAt: 40, accounts: 4, spread: 8, prices: 'even', middle: 5, drift: 1, lots: 'huge',
    weights: { rest: 30, take: 20, sweep: 0.5, cancel: 15, replace: 30, cancelAll: 0.3, wrong: 4 } },
  { name: 'sweeps', share: 10, commands: 10_000, fullAt: 150, accounts: 40, spread: 60, prices: 'even', middle: 2 ** 40 - 30, drift: 30, lots: 'few',
    weights: { rest: 60, take: 10, sweep: 8, cancel: 8, replace: 10, cancelAll: 1, wrong: 4 } },
];

/** What is looked at of the market to which the inputs go. */
export interface MarketView {
  readonly instrument: Instrument | undefined;
  readonly resting: readonly NaiveOrder[];
}

/**
 * Inputs of a market that looks random and is the same for the same seed, without end. It looks at the market they go
 * to, to speak of orders that are there.
 */
export function* randomInputs(
  regime: Regime,
  seed: number,
  market: MarketView,
): Generator<MarketInput> {
  const random = randomFrom(seed);
  const { weights, fullAt } = regime;
  const say = new Speaker(regime, random, market);
  for (let i = random.below(20); i > 0; i--) yield say[random.weighed(weights)]();
  yield say.list();
  while (true) {
    // Orders come to rest until there are many; then all goes away in one of three manners.
    while (market.resting.length < fullAt) yield say.often(random.weighed(weights));
    const leaving = random.pick(['cancel', 'sweep', 'cancelAll'] as const);
    while (market.resting.length > fullAt / 8) {
      yield say.often(random.chance(0.7) ? leaving : random.weighed({ ...weights, rest: 0 }));
    }
  }
}

/** Accounts with names, and first revisions, of all sorts. */
const NAMES = ['ann', 'bob', 'ann.1', 'a', 'Zoë', '0'];
const FIRST_REVISIONS = [0, 1_000, 2 ** 31 - 100, 2 ** 32 + 3, 2 ** 45, 2 ** 52];

class Speaker {
  readonly #regime: Regime;
  readonly #random: Random;
  readonly #market: MarketView;
  readonly #accounts: { readonly accountId: string; readonly first: number; next: number }[] = [];
  #middle: number;

  constructor(regime: Regime, random: Random, market: MarketView) {
    this.#regime = regime;
    this.#random = random;
    this.#market = market;
    this.#middle = regime.middle;
    for (let i = 0; i < regime.accounts; i++) {
      const accountId = NAMES[i] ?? `account ${i}`;
      const first = FIRST_REVISIONS[i % FIRST_REVISIONS.length] as number;
      this.#accounts.push({ accountId, first, next: first });
    }
  }

  /** A market is listed again now and then, with other bounds. */
  often(what: keyof Weights): MarketInput {
    const { below, chance } = this.#random;
    const { drift } = this.#regime;
    this.#middle = within(this.#middle + below(2 * drift + 1) - drift);
    return chance(0.001) ? this.list() : this[what]();
  }

  list(): MarketInput {
    const { chance, below } = this.#random;
    const minQuantity = lots(chance(0.7) ? 1 : 1 + below(5));
    const isUnbounded = this.#regime.lots === 'huge' || chance(0.3);
    const maxQuantity = lots(isUnbounded ? MAX : 1_000 + below(1_000));
    return {
      type: 'InstrumentListed',
      at,
      instrument: { ...instrument, minQuantity, maxQuantity },
    };
  }

  /** An order that would rest as a rule. */
  rest(): OrderPlacedInput {
    const { pick, chance } = this.#random;
    const side = pick(SIDES);
    const postOnly = chance(0.15);
    return this.#order(side, this.#priceOf(side), this.#lots(), { postOnly });
  }

  /** An order that would trade as a rule. */
  take(): OrderPlacedInput {
    const { pick, chance } = this.#random;
    const side = pick(SIDES);
    const terms = {
      type: pick(['limit', 'limit', 'market'] as const),
      timeInForce: pick(['GTC', 'IOC', 'FOK'] as const),
      postOnly: chance(0.1),
    };
    return this.#order(side, this.#priceOf(otherOf(side)), this.#lots(), terms);
  }

  /** An order for so much that it goes through many levels. */
  sweep(): OrderPlacedInput {
    const { pick, below, chance } = this.#random;
    const side = pick(SIDES);
    const { maxQuantity = MAX } = this.#market.instrument ?? {};
    const price = chance(0.5) ? (side === 'buy' ? PRICE_TICKS_MAX : 1) : this.#priceOf(side, 1);
    const quantity = Math.min(maxQuantity, 100 * this.#lots());
    const timeInForce = pick(['IOC', 'IOC', 'IOC', 'FOK', 'GTC'] as const);
    return this.#order(side, price, quantity - below(2), { timeInForce });
  }

  cancel(): MarketInput {
    return { type: 'OrderCancelRequested', at, ...this.#someOrder() };
  }

  replace(): MarketInput {
    const { pick, chance, below } = this.#random;
    const order = this.#live();
    if (order === undefined || chance(0.05)) {
      const terms = { price: ticks(this.#priceOf('buy')), quantity: lots(this.#lots()) };
      return { type: 'OrderReplaceRequested', at, ...this.#someOrder(), ...terms };
    }
    const { accountId, orderId, side, price, quantity, remaining } = order;
    const filled = quantity - remaining;
    const to = pick<readonly [price: number, quantity: number]>([
      [price, filled + 1 + below(remaining)],
      [price, quantity],
      [price, quantity + 1 + below(10)],
      [price, filled + this.#lots()],
      [price, filled - below(2)],
      [price, 0],
      [this.#priceOf(side), quantity],
      [this.#priceOf(side), filled + this.#lots()],
      [this.#priceOf(side), quantity - 1],
      [this.#priceOf(otherOf(side)), quantity + below(3)],
      [pick(WRONG_PRICES), quantity],
      [pick([price, this.#priceOf(side)]), this.#wrongQuantity()],
      [pick(WRONG_PRICES), this.#wrongQuantity()],
    ]);
    const terms = { price: ticks(to[0]), quantity: lots(to[1]) };
    return { type: 'OrderReplaceRequested', at, accountId, orderId, ...terms };
  }

  cancelAll(): MarketInput {
    const { pick, chance } = this.#random;
    const accountId = chance(0.1) ? 'nobody' : pick(this.#accounts).accountId;
    const symbol = pick([undefined, undefined, 'T-T', 'X-X']);
    const ofMarket = symbol === undefined ? {} : { symbol };
    return { type: 'OrdersCancelRequested', at, accountId, ...ofMarket };
  }

  /** An order with one fault or several: which one is told is a rule as well. */
  wrong(): MarketInput {
    const { pick, chance } = this.#random;
    const order = chance(0.5) ? this.rest() : this.take();
    const { accountId, orderId } = (chance(0.5) ? this.#live() : undefined) ?? order;
    const limit = chance(0.3) ? ticks(pick(WRONG_PRICES)) : order.limit;
    const price = order.terms.price === undefined ? {} : { price: limit };
    const quantity = chance(0.3) ? lots(this.#wrongQuantity()) : order.terms.quantity;
    const postOnly = chance(0.3) || order.terms.postOnly;
    const terms = { ...order.terms, ...price, quantity, postOnly };
    return { ...order, accountId, orderId, limit, terms };
  }

  #order(
    side: Side,
    price: number,
    quantity: number,
    terms: Partial<OrderPlacedInput['terms']>,
  ): OrderPlacedInput {
    const { pick, below } = this.#random;
    const account = pick(this.#accounts);
    const orderId = orderIdOf(account.accountId, account.next);
    account.next += 1 + below(3);
    return {
      type: 'OrderPlaced',
      at,
      accountId: account.accountId,
      orderId,
      limit: ticks(price),
      makerRate: rateE8(below(100) - 50),
      takerRate: rateE8(below(1_000_000)),
      terms: {
        symbol: 'T-T',
        side,
        type: 'limit',
        timeInForce: 'GTC',
        postOnly: false,
        selfTradePrevention: 'none',
        quantity: lots(quantity),
        ...(terms.type === 'market' ? {} : { price: ticks(price) }),
        ...terms,
      },
    };
  }

  #live(): NaiveOrder | undefined {
    const { resting } = this.#market;
    return resting.length === 0 ? undefined : this.#random.pick(resting);
  }

  /** One that is there, mostly; or is closed, or another account's, or was never anybody's. */
  #someOrder(): { readonly accountId: string; readonly orderId: string } {
    const { chance, pick, below } = this.#random;
    const live = this.#live();
    if (live !== undefined && chance(0.9)) {
      const { accountId, orderId } = live;
      return { accountId: chance(0.05) ? pick(this.#accounts).accountId : accountId, orderId };
    }
    const { accountId, first, next } = pick(this.#accounts);
    const revision = first + below(next - first + 1);
    const own = orderIdOf(accountId, revision);
    return {
      accountId,
      orderId: pick([
        own,
        own,
        own,
        `${accountId}.0${revision}`,
        `${own}.0`,
        '',
        'x',
        `${revision}`,
      ]),
    };
  }

  /** Where orders of a side rest, or a little beyond, where they would trade. */
  #priceOf(side: Side, overlap = 0.05): number {
    const { below, chance } = this.#random;
    const { spread, prices } = this.#regime;
    const far = prices === 'even' ? below(spread) : below(2 ** (1 + below(Math.log2(spread))));
    const away = chance(overlap) ? -below(Math.min(spread, 1_000)) : far;
    return within(this.#middle + (side === 'buy' ? -away : away + 1));
  }

  #lots(): number {
    const { below, pick, chance } = this.#random;
    if (this.#regime.lots === 'few') return 1 + below(chance(0.9) ? 20 : 900);
    return pick([1 + below(9), MAX - below(9), MAX / 2 - 0.5 + below(3), 1 + below(MAX)]);
  }

  #wrongQuantity(): number {
    const { minQuantity = 1, maxQuantity = MAX } = this.#market.instrument ?? {};
    return this.#random.pick([0, -1, 1.5, minQuantity - 1, maxQuantity + 1, MAX, MAX + 1, -MAX]);
  }
}

const at = epochMs(0);
const MAX = Number.MAX_SAFE_INTEGER;
const SIDES = ['buy', 'sell'] as const;
const WRONG_PRICES = [
  0,
  -1,
  1.5,
  PRICE_TICKS_MAX + 1,
  PRICE_TICKS_MAX + 0.5,
  2 ** 53,
  -PRICE_TICKS_MAX,
];

const otherOf = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');
const within = (price: number) => Math.min(Math.max(price, 1), PRICE_TICKS_MAX);

export interface Random {
  /** A whole number from 0 on. */
  readonly below: (limit: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** A key, as often as its weight says. */
  readonly weighed: <K extends string>(weights: Readonly<Record<K, number>>) => K;
}

/** A small generator of our own (mulberry32): the same seed is the same run on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed;
  const bits = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  /** From 0 to 1, in steps of 2^-53. */
  const share = () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53;
  const below = (limit: number) => Math.floor(share() * limit);
  return {
    below,
    chance: (of) => share() < of,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    weighed: <K extends string>(weights: Readonly<Record<K, number>>) => {
      const entries = Object.entries(weights) as [K, number][];
      let left = share() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      throw new Error('All weights together must be above zero');
    },
  };
}
