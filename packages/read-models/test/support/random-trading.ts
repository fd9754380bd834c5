import type { TimeInForce } from '@truetape/domain';
import type { OrderTerms } from './order-terms.ts';
import type { Venue } from './venue.ts';

/** A small generator of our own (xorshift32): the same seed is the same run on every machine. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

type Random = ReturnType<typeof randomOf>;

const pick = <T>(random: Random, items: readonly T[]) => items[random(items.length)] as T;

/**
 * Orders of all kinds from all accounts around a price of 100, so that many trade and many rest; now and then a pause,
 * an auction, or the clock. Leaves the market open.
 */
export function tradeAtRandom(
  venue: Venue,
  accountIds: readonly string[],
  seed: number,
  commands: number,
): void {
  const random = randomOf(seed);
  const placed: { accountId: string; orderId: string }[] = [];
  for (let i = 0; i < commands; i++) {
    const kind = random(100);
    const accountId = pick(random, accountIds);
    if (venue.stateOf() !== 'open' && random(8) === 0) {
      venue.request('open');
    } else if (kind < 62 || placed.length === 0) {
      const orderId = venue.place(accountId, randomTerms(random, venue.nowMs));
      placed.push({ accountId, orderId });
    } else if (kind < 68) {
      for (const orderId of placePair(venue, accountId, random)) {
        placed.push({ accountId, orderId });
      }
    } else if (kind < 80) {
      const order = pick(random, placed.slice(-40));
      venue.cancel(order.accountId, order.orderId);
    } else if (kind < 92) {
      const order = pick(random, placed.slice(-40));
      // Half of them stay at their price: some keep their priority, some do not.
      venue.replace(order.accountId, order.orderId, {
        ...(random(2) === 0 ? { price: canonical(9_950 + random(100), 2) } : {}),
        quantity: canonical(1 + random(6_000), 3),
      });
    } else if (kind < 97) {
      venue.advanceClock();
    } else if (kind < 99) {
      const to = pick(random, ['pre-open', 'auction', 'auction', 'halted', 'closed'] as const);
      const next = pick(random, ['open', 'closed'] as const);
      venue.request(to, to === 'auction' ? { dueInMs: 1 + random(20), next } : {});
    } else {
      venue.cancelAll(accountId);
    }
  }
  venue.request('open');
}

const MODES = ['none', 'none', 'expire-taker', 'expire-maker', 'expire-both', 'decrement'] as const;
const STRATEGIES = [undefined, 'grid', 'hedge'] as const;
const LASTING = ['GTC', 'GTC', 'GTC', 'GTD', 'DAY'] as const;

function randomTerms(random: Random, nowMs: number): OrderTerms {
  const side = pick(random, ['buy', 'sell'] as const);
  const lots = 1 + random(5_000);
  const strategy = STRATEGIES[lots % STRATEGIES.length];
  const common = {
    side,
    quantity: canonical(lots, 3),
    ...(strategy && { strategy }),
    selfTradePrevention: pick(random, MODES),
  };
  const form = random(12);
  if (form === 0) return { ...common, timeInForce: pick(random, ['IOC', 'FOK'] as const) };
  if (form === 1 && side === 'buy') {
    const { quantity, ...spending } = common;
    return { ...spending, quoteQuantity: canonical(1 + random(60_000), 2) };
  }
  const waits = form < 4;
  const timeInForce = pick<TimeInForce>(random, waits ? LASTING : [...LASTING, 'IOC', 'FOK']);
  const lasts = timeInForce !== 'IOC' && timeInForce !== 'FOK';
  const prices = waits ? waiting(random, side) : { price: priceNear(random, side) };
  return {
    ...common,
    ...prices,
    timeInForce,
    ...(timeInForce === 'GTD' ? { expiresAtMs: nowMs + 2 + random(60) } : {}),
    ...(lasts && prices.price !== undefined && random(4) === 0
      ? { displayQuantity: canonical(Math.ceil(lots / (1 + random(10))), 3) }
      : {}),
    ...(lasts && !waits && random(8) === 0 ? { postOnly: true } : {}),
  };
}

/** Stops beyond where the market is: most wait for a while. */
function waiting(
  random: Random,
  side: 'buy' | 'sell',
): Pick<OrderTerms, 'price' | 'stopPrice' | 'trailingOffset'> {
  const away = side === 'buy' ? random(40) : -random(40);
  const stopPrice = canonical(10_000 + away, 2);
  return pick(random, [
    { stopPrice },
    { stopPrice, price: canonical(10_000 + 2 * away, 2) },
    { trailingOffset: canonical(1 + random(40), 2) },
  ]);
}

function placePair(venue: Venue, accountId: string, random: Random): readonly string[] {
  const side = pick(random, ['buy', 'sell'] as const);
  return venue.placePair(accountId, {
    side,
    quantity: canonical(1 + random(5_000), 3),
    timeInForce: pick(random, ['GTC', 'DAY'] as const),
    limit: { price: priceNear(random, side) },
    stop: waiting(random, side),
  });
}

function priceNear(random: Random, side: 'buy' | 'sell'): string {
  return canonical(10_000 + (side === 'buy' ? -1 : 1) * (random(60) - 12), 2);
}

function canonical(integer: number, scale: number): string {
  const digits = String(integer).padStart(scale + 1, '0');
  const whole = digits.slice(0, -scale);
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
