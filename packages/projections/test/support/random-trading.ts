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

/** Orders of all kinds from all accounts around a price of 100, so that many trade and many rest. */
export function tradeAtRandom(
  venue: Venue,
  accountIds: readonly string[],
  seed: number,
  commands: number,
): void {
  const random = randomOf(seed);
  const placed: { accountId: string; orderId: string }[] = [];
  const pick = <T>(items: readonly T[]) => items[random(items.length)] as T;
  for (let i = 0; i < commands; i++) {
    const kind = random(100);
    const accountId = pick(accountIds);
    if (kind < 70 || placed.length === 0) {
      const side = random(2) === 0 ? 'buy' : 'sell';
      const cents = 10_000 + (side === 'buy' ? -1 : 1) * (random(60) - 12);
      const quantity = canonical(1 + random(5_000), 3);
      const market = random(12) === 0;
      const timeInForce = pick(
        market ? (['IOC', 'FOK'] as const) : (['GTC', 'GTC', 'GTC', 'IOC', 'FOK'] as const),
      );
      const orderId = venue.place(accountId, {
        side,
        quantity,
        timeInForce,
        ...(market ? {} : { price: canonical(cents, 2) }),
        ...(timeInForce === 'GTC' && random(8) === 0 ? { postOnly: true } : {}),
      });
      placed.push({ accountId, orderId });
    } else if (kind < 85) {
      const order = pick(placed.slice(-40));
      venue.cancel(order.accountId, order.orderId);
    } else if (kind < 99) {
      const order = pick(placed.slice(-40));
      // Half of them stay at their price: some keep their priority, some do not.
      venue.replace(order.accountId, order.orderId, {
        ...(random(2) === 0 ? { price: canonical(9_950 + random(100), 2) } : {}),
        quantity: canonical(1 + random(6_000), 3),
      });
    } else {
      venue.cancelAll(accountId);
    }
  }
}

function canonical(integer: number, scale: number): string {
  const digits = String(integer).padStart(scale + 1, '0');
  const whole = digits.slice(0, -scale);
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
