import {
  epochMs,
  lots,
  type MarketInput,
  type MarketState,
  type OrderPlacedInput,
  type PriceBand,
  rateE8,
  SLICES_MAX,
  ticks,
} from '@truetape/domain';
import { type Random, randomFrom } from './random.ts';
import { FAULTS, PLAIN_FAULTS } from './random-faults.ts';
import {
  changed,
  MAX,
  type MarketView,
  otherOf,
  RandomOrders,
  SIDES,
  WRONG_PRICES,
  within,
} from './random-orders.ts';
import type { Regime, Weights } from './random-regimes.ts';
import { instrument } from './support.ts';

export { type Random, randomFrom } from './random.ts';
export { REGIMES, type Regime } from './random-regimes.ts';

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
  for (let i = random.below(20); i > 0; i--) yield* say.now(random.weighed(weights));
  yield say.list();
  const less = { ...weights, rest: 0, stop: 0, pair: 0 };
  while (true) {
    // Orders come until there are many; then all goes away in one of three manners.
    while (market.live.length < fullAt) yield* say.often(random.weighed(weights));
    const leaving = random.pick(['cancel', 'sweep', 'cancelAll'] as const);
    while (market.live.length > fullAt / 8) {
      yield* say.often(random.chance(0.7) ? leaving : random.weighed(less));
    }
  }
}

type Spoken = MarketInput | readonly MarketInput[];

/** What operators ask for where a market does not trade, so that it does again. */
const ONWARD: Readonly<Record<MarketState, readonly MarketState[]>> = {
  closed: ['pre-open', 'auction', 'open', 'open'],
  'pre-open': ['auction', 'open'],
  open: [],
  auction: ['open'],
  halted: ['pre-open', 'auction', 'auction', 'open', 'open', 'closed'],
};
/** How soon they ask for it. */
const IMPATIENCE = { closed: 0.2, 'pre-open': 0.06, open: 0, auction: 0.03, halted: 0.2 };
/** How soon they release a kill switch. */
const RELEASE = 0.2;
const STATES = Object.keys(ONWARD) as MarketState[];

class Speaker implements Record<keyof Weights, () => Spoken> {
  readonly #regime: Regime;
  readonly #random: Random;
  readonly #market: MarketView;
  readonly #orders: RandomOrders;

  constructor(regime: Regime, random: Random, market: MarketView) {
    this.#regime = regime;
    this.#random = random;
    this.#market = market;
    this.#orders = new RandomOrders(regime, random, market);
  }

  now(what: keyof Weights): readonly MarketInput[] {
    return [this[what]()].flat();
  }

  /** Time goes on, prices drift, and a market is listed again now and then, defined otherwise. */
  often(what: keyof Weights): readonly MarketInput[] {
    const { below, chance } = this.#random;
    const { drift, orders } = this.#regime;
    const { state, killed, lastPrice } = this.#market;
    const all = this.#orders;
    all.middle = within(all.middle + below(2 * drift + 1) - drift);
    if (orders === 'every') {
      all.now = epochMs(all.now + below(3));
      // A band lets nobody trade who is too far from the last trades.
      if (lastPrice !== undefined && chance(0.02)) all.middle = lastPrice;
    }
    if (chance(orders === 'every' ? 0.003 : 0.001)) return [this.list()];
    if (killed.market && chance(RELEASE)) return [this.#release('T-T')];
    if (killed.venue && chance(RELEASE)) return [this.#release(undefined)];
    return chance(IMPATIENCE[state]) ? [this.#onward()] : this.now(what);
  }

  list(): MarketInput {
    const { chance, below, pick } = this.#random;
    const { lots: size, orders, middle } = this.#regime;
    const minQuantity = lots(chance(0.7) ? 1 : 1 + below(5));
    const isUnbounded = size === 'huge' || (orders === 'plain' && chance(0.3));
    const maxQuantity = lots(isUnbounded ? MAX : 1_000 + below(1_000));
    const isPlain = orders === 'plain';
    return {
      type: 'InstrumentListed',
      at: this.#orders.now,
      ...(chance(0.1) ? { killed: true } : {}),
      instrument: {
        ...instrument,
        units: { ...instrument.units, notionalUnit: this.#orders.notionalUnit },
        minQuantity,
        maxQuantity,
        startsIn: isPlain || chance(0.7) ? 'open' : 'pre-open',
        ruleset: pick([1, 2]),
        ...(isPlain || chance(0.4) ? {} : { referencePrice: ticks(within(middle + below(9) - 4)) }),
        ...(chance(this.#regime.bands / 100) ? { priceBand: this.#band() } : {}),
      },
    };
  }

  #band(): PriceBand {
    const { below, pick } = this.#random;
    const beyond = pick(['reject', 'auction'] as const);
    const ticksWide = 1 + below(12);
    return {
      rate: rateE8(Math.min(99_999_999, Math.ceil((ticksWide * 1e8) / this.#orders.middle))),
      window: 1 + below(20),
      beyond,
      auctionMs: 1 + below(40),
    };
  }

  rest = () => this.#orders.rest();
  take = () => this.#orders.take();
  sweep = () => this.#orders.sweep();
  stop = () => this.#orders.stop();

  cancel(): MarketInput {
    return { type: 'OrderCancelRequested', at: this.#orders.now, ...this.#orders.someOrder() };
  }

  replace(): MarketInput {
    const { pick, chance, below } = this.#random;
    const all = this.#orders;
    const order = all.live();
    const type = 'OrderReplaceRequested';
    if (order === undefined || chance(0.05)) {
      const terms = { price: ticks(all.priceOf('buy')), quantity: lots(all.quantity()) };
      return { type, at: all.now, ...all.someOrder(), ...terms };
    }
    const { accountId, orderId, side, price, quantity, remaining, displayQuantity = 1 } = order;
    const filled = quantity - remaining;
    const to = pick<readonly [price: number, quantity: number]>([
      [price, filled + 1 + below(remaining)],
      [price, quantity],
      [price, quantity + 1 + below(10)],
      [price, filled + all.quantity()],
      [price, filled - below(2)],
      [price, 0],
      [all.priceOf(side), quantity],
      [all.priceOf(side), filled + all.quantity()],
      [all.priceOf(side), quantity - 1],
      [all.priceOf(otherOf(side)), quantity + below(3)],
      [pick(WRONG_PRICES), quantity],
      [price, filled + SLICES_MAX * displayQuantity + below(3)],
      [pick([price, all.priceOf(side)]), all.wrongQuantity()],
      [pick(WRONG_PRICES), all.wrongQuantity()],
    ]);
    const terms = { price: ticks(to[0]), quantity: lots(to[1]) };
    return { type, at: all.now, accountId, orderId, ...terms };
  }

  cancelAll(): MarketInput {
    const { pick, chance } = this.#random;
    const accountId = chance(0.1) ? 'nobody' : pick(this.#orders.accounts).accountId;
    const symbol = pick([undefined, undefined, 'T-T', 'X-X']);
    const ofMarket = symbol === undefined ? {} : { symbol };
    return { type: 'OrdersCancelRequested', at: this.#orders.now, accountId, ...ofMarket };
  }

  /** An order with one fault or several. */
  wrong(): MarketInput {
    const { pick, chance } = this.#random;
    const isPlain = this.#regime.orders === 'plain';
    const faults = isPlain ? PLAIN_FAULTS : FAULTS;
    const base = pick(isPlain ? (['rest', 'take'] as const) : (['rest', 'take', 'stop'] as const));
    let order = this.#orders[base]();
    do order = pick(faults)(order, this.#orders, this.#random);
    while (chance(0.4));
    return order;
  }

  /** Two legs that name each other, one after the other, or with something between them; and pairs that are none. */
  pair(): readonly MarketInput[] {
    const { pick, chance } = this.#random;
    const all = this.#orders;
    const side = pick(SIDES);
    const stop = all.stop(side);
    const { quantity = lots(1) } = stop.terms;
    const account = all.accountOf(stop);
    const crossing = chance(0.15) ? otherOf(side) : side;
    const limit = changed(all.limit(side, all.priceOf(crossing), { quantity }), {
      accountId: account.accountId,
    });
    const [first, second] = chance(0.5) ? [limit, stop] : [stop, limit];
    const legs = [all.idFor(account), all.idFor(account)] as const;
    const whole = [
      changed(first, { orderId: legs[0], partnerId: legs[1] }),
      changed(second, { orderId: legs[1], partnerId: legs[0] }),
    ] as const;
    return chance(0.7) ? whole : this.#broken(...whole);
  }

  #broken(first: OrderPlacedInput, second: OrderPlacedInput): readonly MarketInput[] {
    const { pick } = this.#random;
    const all = this.#orders;
    const { quantity = lots(1), side } = second.terms;
    const { accountId, orderId } = first;
    const wrong = (order: OrderPlacedInput) => pick(FAULTS)(order, all, this.#random);
    const other = changed(all.stop(), { accountId, orderId: all.idFor(all.accountOf(first)) });
    const { partnerId, ...alone } = first;
    return pick<() => readonly MarketInput[]>([
      () => [second],
      () => [first],
      () => [alone, second],
      () => [second, first],
      () => [wrong(first), second],
      () => [first, wrong(second)],
      () => [first, wrong(wrong(second))],
      () => [first, this.take(), second],
      () => [first, { type: 'OrderCancelRequested', at: all.now, accountId, orderId }, second],
      () => [first, changed(second, { terms: { side: otherOf(side) } })],
      () => [first, changed(second, { terms: { quantity: lots(quantity + 1) } })],
      () => [first, changed(first, { orderId: second.orderId, partnerId: orderId })],
      () => [first, second, changed(other, { partnerId: orderId })],
      () => [first, changed(second, { dueAt: epochMs(this.#market.time) })],
      () => [first, changed(second, { limit: ticks(0) })],
    ])();
  }

  /** The clock goes to now, mostly; to when something is due; or to what is over. */
  clock(): MarketInput {
    const { chance, below, pick } = this.#random;
    const all = this.#orders;
    const { live, auction, time } = this.#market;
    const dues = live.map(({ dueAt = 0 }) => dueAt).filter((dueAt) => dueAt > 0);
    if (auction !== undefined) dues.push(auction.dueAt);
    if (chance(0.3)) all.now = epochMs(all.now + below(40));
    if (dues.length > 0 && chance(0.3)) all.now = epochMs(Math.max(all.now, pick(dues)));
    const to = epochMs(chance(0.9) ? all.now : Math.max(0, time - below(5)));
    return { type: 'ClockAdvanced', at: chance(0.9) ? to : all.now, to };
  }

  state(): MarketInput {
    return this.#request(this.#random.pick(STATES));
  }

  /** A kill switch is tripped, with the mass cancel behind it as a rule; or released, where it was not tripped as well. */
  kill(): readonly MarketInput[] {
    const { pick, chance } = this.#random;
    const symbol = pick([undefined, 'T-T', 'T-T', 'X-X']);
    if (chance(0.3)) return [this.#release(symbol)];
    const of = { at: this.#orders.now, ...(symbol === undefined ? {} : { symbol }) };
    const tripped = { type: 'KillSwitchTripped', ...of } as const;
    return chance(0.1) ? [tripped] : [tripped, { type: 'OrdersCancelRequested', ...of }];
  }

  #release(symbol: string | undefined): MarketInput {
    const of = symbol === undefined ? {} : { symbol };
    return { type: 'KillSwitchReleased', at: this.#orders.now, ...of };
  }

  #onward(): MarketInput {
    const { pick } = this.#random;
    const { state, auction } = this.#market;
    const all = this.#orders;
    if (state === 'auction' && auction !== undefined && pick([true, false])) {
      all.now = epochMs(Math.max(all.now, auction.dueAt));
      return { type: 'ClockAdvanced', at: all.now, to: all.now };
    }
    return this.#request(pick(ONWARD[state]));
  }

  #request(to: MarketState): MarketInput {
    const { pick, chance } = this.#random;
    const isAuction = to === 'auction' || chance(0.05);
    const dueAt = isAuction && chance(0.95) ? { dueAt: this.#orders.dueAt() } : {};
    const next = pick([undefined, undefined, 'open', 'closed'] as const);
    return {
      type: 'MarketStateRequested',
      at: this.#orders.now,
      symbol: chance(0.97) ? 'T-T' : 'X-X',
      to,
      ...dueAt,
      ...(isAuction && next !== undefined ? { next } : {}),
    };
  }

  /** The ruleset of now, or the newest one. */
  adopt(): MarketInput {
    const { pick } = this.#random;
    const { instrument: listed, ruleset } = this.#market;
    if (listed === undefined) return this.cancel();
    const at = this.#orders.now;
    return { type: 'RulesetAdopted', at, ruleset: pick([ruleset, 2]) };
  }
}
