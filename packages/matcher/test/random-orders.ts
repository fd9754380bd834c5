import {
  type EpochMs,
  epochMs,
  lots,
  minor,
  type OrderPlacedInput,
  orderIdOf,
  PRICE_TICKS_MAX,
  rateE8,
  type Side,
  ticks,
} from '@truetape/domain';
import type { NaiveMarket, NaiveOrder } from '../src/naive/index.ts';
import type { Random } from './random.ts';
import type { Regime } from './random-regimes.ts';

/** What is looked at of the market to which the inputs go. */
export type MarketView = Readonly<
  Pick<
    NaiveMarket,
    'instrument' | 'state' | 'killed' | 'live' | 'time' | 'lastPrice' | 'ruleset' | 'auction'
  >
>;

type Terms = OrderPlacedInput['terms'];
export type Change = Partial<Omit<OrderPlacedInput, 'terms'>> & {
  readonly terms?: Partial<Terms>;
};

interface Account {
  readonly accountId: string;
  /** Who leads its owner group. */
  readonly leader: string;
  readonly first: number;
  next: number;
}

/** Accounts with names, and first revisions, of all sorts. */
const NAMES = ['ann', 'bob', 'ann.1', 'a', 'Zoë', '0'];
const FIRST_REVISIONS = [0, 1_000, 2 ** 31 - 100, 2 ** 32 + 3, 2 ** 45, 2 ** 52];

export const MAX = Number.MAX_SAFE_INTEGER;
export const SIDES = ['buy', 'sell'] as const;
export const WRONG_PRICES = [
  0,
  -1,
  1.5,
  PRICE_TICKS_MAX + 1,
  PRICE_TICKS_MAX + 0.5,
  2 ** 53,
  -PRICE_TICKS_MAX,
];
const MODES = ['expire-taker', 'expire-maker', 'expire-both', 'decrement'] as const;

export const otherOf = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');
export const within = (price: number) => Math.min(Math.max(price, 1), PRICE_TICKS_MAX);

/** Makes orders: prices where the market is, quantities that its bounds allow, ids that are new. */
export class RandomOrders {
  readonly accounts: readonly Account[];
  readonly #regime: Regime;
  readonly #random: Random;
  readonly #market: MarketView;
  readonly notionalUnit: bigint;
  middle: number;
  now: EpochMs = epochMs(0);

  constructor(regime: Regime, random: Random, market: MarketView) {
    this.#regime = regime;
    this.#random = random;
    this.#market = market;
    this.middle = regime.middle;
    this.notionalUnit = random.pick([1n, 7n, 10n ** 9n]);
    const accounts: Account[] = [];
    for (let i = 0; i < regime.accounts; i++) {
      const first = FIRST_REVISIONS[i % FIRST_REVISIONS.length] as number;
      const accountId = NAMES[i] ?? `account ${i}`;
      accounts.push({ accountId, leader: this.#leaderOf(accountId, accounts), first, next: first });
    }
    this.accounts = accounts;
  }

  /** Itself, mostly; or the leader of one that was there before, or an account that never trades. */
  #leaderOf(accountId: string, before: readonly Account[]): string {
    const { pick, chance } = this.#random;
    if (this.#regime.orders === 'plain' || chance(0.6)) return accountId;
    return pick([...before.map(({ leader }) => leader), 'house']);
  }

  /** An order that would rest as a rule. */
  rest(): OrderPlacedInput {
    const { pick, chance } = this.#random;
    const side = pick(SIDES);
    return this.#varied(this.limit(side, this.priceOf(side), { postOnly: chance(0.15) }));
  }

  /** An order that would trade as a rule. */
  take(): OrderPlacedInput {
    const { pick, chance } = this.#random;
    const side = pick(SIDES);
    const price = this.priceOf(otherOf(side));
    const timeInForce = pick(['GTC', 'IOC', 'FOK'] as const);
    if (chance(0.33)) return this.#varied(this.#marketOrder(side, price));
    const postOnly = chance(0.1);
    return this.#varied(this.limit(side, price, { timeInForce, postOnly }));
  }

  /** An order for so much that it goes through many levels. */
  sweep(): OrderPlacedInput {
    const { pick, below, chance } = this.#random;
    const side = pick(SIDES);
    const { maxQuantity = MAX } = this.#market.instrument ?? {};
    const price = chance(0.5) ? (side === 'buy' ? PRICE_TICKS_MAX : 1) : this.priceOf(side, 1);
    const quantity = lots(Math.min(maxQuantity, 100 * this.quantity()) - below(2));
    const timeInForce = pick(['IOC', 'IOC', 'IOC', 'FOK', 'GTC'] as const);
    return this.limit(side, price, { timeInForce, quantity });
  }

  /** An order that waits for its stop, near to where the market is. */
  stop(side: Side = this.#random.pick(SIDES)): OrderPlacedInput {
    const { pick, below, chance } = this.#random;
    const last = this.#market.lastPrice ?? this.middle;
    const away = below(8) - 1;
    const stop = within(chance(0.03) ? this.priceOf(side) : last + (side === 'buy' ? away : -away));
    const type = pick(['stop', 'stop-limit', 'trailing-stop'] as const);
    const through = chance(0.8) ? below(12) : below(2 ** 41);
    const limit = ticks(within(stop + (side === 'buy' ? through : -through)));
    const order = this.#placed(side, limit);
    if (type === 'trailing-stop') {
      const trailingOffset = ticks(chance(0.95) ? 1 + below(6) : within(below(2 ** 41)));
      const reference = ticks(within(last + below(9) - 4));
      return this.#varied(changed(order, { reference, terms: { type, trailingOffset } }));
    }
    const price = type === 'stop-limit' ? { price: limit } : {};
    return this.#varied(changed(order, { terms: { type, stopPrice: ticks(stop), ...price } }));
  }

  limit(side: Side, price: number, terms: Partial<Terms>): OrderPlacedInput {
    return changed(this.#placed(side, price), { terms: { price: ticks(price), ...terms } });
  }

  #marketOrder(side: Side, price: number): OrderPlacedInput {
    const { pick, chance, below } = this.#random;
    const timeInForce = pick(['IOC', 'FOK'] as const);
    const order = changed(this.#placed(side, price), { terms: { type: 'market', timeInForce } });
    if (this.#regime.orders === 'plain' || side === 'sell' || chance(0.5)) return order;
    const { quantity, ...rest } = order.terms;
    const units = BigInt(this.quantity()) * BigInt(price) - BigInt(below(price));
    const isTooMuch = units > BigInt(MAX) && chance(0.9);
    const money = (isTooMuch ? BigInt(MAX) : units) * this.notionalUnit;
    const quoteQuantity = minor(money + BigInt(below(Number(this.notionalUnit))));
    return { ...order, terms: { ...rest, timeInForce: 'IOC', quoteQuantity } };
  }

  /** With whatever else an order of its type may have. */
  #varied(order: OrderPlacedInput): OrderPlacedInput {
    if (this.#regime.orders === 'plain') return order;
    const { pick, chance, below } = this.#random;
    const selfTradePrevention = chance(0.5) ? 'none' : pick(MODES);
    const prevented = changed(order, { terms: { selfTradePrevention } });
    const { type, timeInForce, quantity = lots(1) } = order.terms;
    if (timeInForce !== 'GTC') return prevented;
    const lives = chance(0.2) ? pick([this.untilDate(), this.untilDay()]) : {};
    const lasting = changed(prevented, lives);
    const isLimit = type === 'limit' || type === 'stop-limit';
    if (!isLimit || chance(0.7)) return lasting;
    const { minQuantity = 1 } = this.#market.instrument ?? {};
    // So many slices, and no more, trade within one input.
    const least = this.#regime.lots === 'huge' ? Math.ceil(MAX / 20) : minQuantity;
    const most = chance(0.7) ? Math.ceil(quantity / 3) : quantity;
    const displayQuantity = Math.max(least, 1 + below(most));
    if (displayQuantity > quantity) return lasting;
    return changed(lasting, { terms: { displayQuantity: lots(displayQuantity) } });
  }

  untilDate(): Change {
    const dueAt = this.dueAt();
    return { dueAt, terms: { timeInForce: 'GTD', expiresAt: dueAt } };
  }

  untilDay(): Change {
    return { dueAt: this.dueAt(), terms: { timeInForce: 'DAY' } };
  }

  /** Soon; for many orders at once; now and then it is over. */
  dueAt(): EpochMs {
    const { below, chance } = this.#random;
    const { time } = this.#market;
    if (chance(0.03)) return epochMs(Math.max(0, time - below(3)));
    return epochMs(Math.max(time, this.now) + 1 + (chance(0.5) ? below(60) : 10 * below(30)));
  }

  /** An order of the account whose turn it is, with a new id. */
  #placed(side: Side, price: number): OrderPlacedInput {
    const { pick, below } = this.#random;
    const account = pick(this.accounts);
    const { accountId, leader } = account;
    const orderId = this.idFor(account);
    return {
      type: 'OrderPlaced',
      at: this.now,
      accountId,
      ...(leader === accountId ? {} : { ownerGroup: leader }),
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
        quantity: lots(this.quantity()),
      },
    };
  }

  /** Ids of one account grow, as its revisions do. */
  idFor(account: Account): string {
    const orderId = orderIdOf(account.accountId, account.next);
    account.next += 1 + this.#random.below(3);
    return orderId;
  }

  accountOf({ accountId }: { readonly accountId: string }): Account {
    return this.accounts.find((each) => each.accountId === accountId) as Account;
  }

  live(): NaiveOrder | undefined {
    const { live } = this.#market;
    return live.length === 0 ? undefined : this.#random.pick(live);
  }

  /** One that is there, mostly; or is closed, or another account's, or was never anybody's. */
  someOrder(): { readonly accountId: string; readonly orderId: string } {
    const { chance, pick, below } = this.#random;
    const live = this.live();
    if (live !== undefined && chance(0.9)) {
      const { accountId, orderId } = live;
      return { accountId: chance(0.05) ? pick(this.accounts).accountId : accountId, orderId };
    }
    const { accountId, first, next } = pick(this.accounts);
    const revision = first + below(next - first + 1);
    const own = orderIdOf(accountId, revision);
    const not = [`${accountId}.0${revision}`, `${own}.0`, '', 'x', `${revision}`];
    return { accountId, orderId: pick([own, own, own, ...not]) };
  }

  /** Where orders of a side rest, or a little beyond, where they would trade; far more of these in an auction. */
  priceOf(side: Side, overlap = this.#market.state === 'open' ? 0.05 : 0.5): number {
    const { below, chance } = this.#random;
    const { spread, prices } = this.#regime;
    const far = prices === 'even' ? below(spread) : below(2 ** (1 + below(Math.log2(spread))));
    const away = chance(overlap) ? -below(Math.min(spread, 1_000)) : far;
    return within(this.middle + (side === 'buy' ? -away : away + 1));
  }

  quantity(): number {
    const { below, pick, chance } = this.#random;
    if (this.#regime.lots === 'few') return 1 + below(chance(0.9) ? 20 : 900);
    return pick([1 + below(9), MAX - below(9), MAX / 2 - 0.5 + below(3), 1 + below(MAX)]);
  }

  wrongQuantity(): number {
    const { minQuantity = 1, maxQuantity = MAX }: { minQuantity?: number; maxQuantity?: number } =
      this.#market.instrument ?? {};
    return this.#random.pick([0, -1, 1.5, minQuantity - 1, maxQuantity + 1, MAX, MAX + 1, -MAX]);
  }
}

export function changed(order: OrderPlacedInput, { terms, ...change }: Change): OrderPlacedInput {
  return { ...order, ...change, terms: { ...order.terms, ...terms } };
}
