import type { Ask } from './ask.ts';
import { type Drawing, lotsOf, priceAt } from './drawing.ts';
import { ACCOUNTS, ASSETS, MARKETS, type MarketSetup } from './markets.ts';

/** Mostly one of its newest orders; now and then one that is not there, or not its own. */
function someOrder({ random, accountId, orderIds }: Drawing): string {
  if (random.chance(3)) return `${accountId}.${random.between(0, 999)}`;
  if (random.chance(2)) return `${random.pick(ACCOUNTS)}.${random.between(0, 99)}`;
  return random.pick(orderIds.slice(-12)) ?? `${accountId}.0`;
}

const someKey = ({ random, name }: Drawing) =>
  random.chance(50) ? { idempotencyKey: `key-${name}` } : {};

export function drawCancel(drawing: Drawing): Ask {
  const { accountId } = drawing;
  return { type: 'CancelOrder', accountId, orderId: someOrder(drawing), ...someKey(drawing) };
}

export function drawReplace(drawing: Drawing): Ask {
  const { random, accountId } = drawing;
  const setup = random.pick(MARKETS) as MarketSetup;
  const price = priceAt(setup, random.between(-14, 14));
  const quantity = lotsOf(setup, random.between(1, 90));
  const body = random.pick([{ price }, { quantity }, { price, quantity }, { quantity }]) ?? {
    price,
  };
  const orderId = someOrder(drawing);
  return { type: 'ReplaceOrder', accountId, orderId, body, ...someKey(drawing) };
}

export function drawCancelAll(drawing: Drawing): Ask {
  const { random, accountId } = drawing;
  const symbol = random.pick(MARKETS)?.definition.symbol;
  const scope = random.chance(50) && symbol !== undefined ? { symbol } : {};
  return { type: 'CancelOrders', accountId, ...scope, ...someKey(drawing) };
}

export function drawTransfer({ random, accountId, name }: Drawing): Ask {
  const type = random.pick(['Deposit', 'Withdraw'] as const);
  const [asset, scale] = random.pick(ASSETS);
  const amount = random.pick(['1', '10', `0.${'0'.repeat(scale - 1)}1`, '90000'] as const);
  const wrong = random.below(20);
  const body = {
    asset: wrong === 0 ? 'XYZ' : asset,
    amount: wrong === 1 ? `0.${'0'.repeat(scale)}1` : amount,
    reference: `ref-${name}`,
  };
  return { type, accountId, body };
}

export const drawOpening = ({ random, accountId }: Drawing): Ask => ({
  type: 'OpenAccount',
  accountId: random.chance(30) ? `new-${random.below(3)}` : accountId,
});

/** Somebody who was never opened. */
export const drawStranger = (drawing: Drawing): Ask => ({
  ...drawTransfer(drawing),
  accountId: 'nobody',
});

/** Exactly what it has sent before. */
export const drawRepeat = ({ random, sent }: Drawing): Ask | undefined =>
  random.pick(sent.slice(-20));

/** What it has sent before, with other content under the same name. */
export function drawReuse({ random, sent }: Drawing): Ask | undefined {
  const ask = random.pick(sent.slice(-20));
  switch (ask?.type) {
    case 'PlaceOrder':
      return { ...ask, body: { ...ask.body, side: ask.body.side === 'buy' ? 'sell' : 'buy' } };
    case 'Deposit':
    case 'Withdraw':
      return { ...ask, body: { ...ask.body, amount: `1${ask.body.amount}` } };
    case 'CancelOrder':
      return { ...ask, orderId: `${ask.accountId}.1` };
    default:
      return undefined;
  }
}
