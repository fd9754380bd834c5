import type { Random } from '../random.ts';
import type { Ask, OneAsk } from './ask.ts';
import { type Drawing, lotsOf, priceAt, spreadOf } from './drawing.ts';
import { ACCOUNTS, ASSETS, MARKETS, type MarketSetup } from './markets.ts';

/** Mostly one of its newest orders; now and then one that is not there, or not its own. */
function someOrder({ random, accountId, orderIds }: Drawing): string {
  if (random.chance(3)) return `${accountId}.${random.between(0, 999)}`;
  if (random.chance(2)) return `${random.pick(ACCOUNTS)}.${random.between(0, 99)}`;
  return random.pick(orderIds.slice(-12)) ?? `${accountId}.0`;
}

const someKey = ({ random, name }: Drawing) =>
  random.chance(60) ? { idempotencyKey: `key-${name}` } : {};

export function drawCancel(drawing: Drawing): Ask {
  const { accountId } = drawing;
  return { type: 'CancelOrder', accountId, orderId: someOrder(drawing), ...someKey(drawing) };
}

/** Mostly by the grid of its market; sometimes to what it is, or to what is filled of it. */
export function drawReplace(drawing: Drawing): Ask {
  const { random, accountId, orderOf } = drawing;
  const orderId = someOrder(drawing);
  const known = orderOf(orderId);
  const own = MARKETS.find(({ definition }) => definition.symbol === known?.symbol);
  const setup = (random.chance(90) ? own : undefined) ?? (random.pick(MARKETS) as MarketSetup);
  const lots = setup === MARKETS[2] ? random.between(100, 90_000) : random.between(1, 120);
  const prices = [priceAt(setup, random.between(-14, 14)), known?.price];
  const quantities = [lotsOf(setup, lots), known?.quantity, known?.filled];
  const price = random.pick([0, 0, 1] as const);
  const quantity = random.pick([0, 0, 0, 1, 2, 2] as const);
  const terms = {
    price: prices[price] ?? (prices[0] as string),
    quantity: quantities[quantity] ?? (quantities[0] as string),
  };
  const which = random.below(3);
  const body =
    which === 0 ? { price: terms.price } : which === 1 ? { quantity: terms.quantity } : terms;
  return { type: 'ReplaceOrder', accountId, orderId, body, ...someKey(drawing) };
}

/** How many of its newest orders are looked through for one that fits. */
const LOOKED_AT = 40;

/** One that must not take is asked to go where it would; where it has none, any is replaced. */
export function drawTaking(drawing: Drawing): Ask {
  const { accountId, orderIds, orderOf } = drawing;
  const fits = (orderId: string) => {
    const known = orderOf(orderId);
    return known?.postOnly === true && known.isOpen;
  };
  const orderId = orderIds.slice(-LOOKED_AT).findLast(fits) ?? '';
  const known = orderOf(orderId);
  const setup = MARKETS.find(({ definition }) => definition.symbol === known?.symbol);
  if (known === undefined || setup === undefined) return drawReplace(drawing);
  const across = known.side === 'buy' ? spreadOf(setup) : -spreadOf(setup);
  const body = { price: priceAt(setup, across) };
  return { type: 'ReplaceOrder', accountId, orderId, body, ...someKey(drawing) };
}

/** The newest is asked to be as small as may be: more of it may have traded than its account has heard of. */
export function drawShrinking(drawing: Drawing): Ask {
  const { accountId, orderIds, orderOf } = drawing;
  const orderId = orderIds.at(-1) ?? '';
  const symbol = orderOf(orderId)?.symbol;
  const setup = MARKETS.find(({ definition }) => definition.symbol === symbol);
  if (setup === undefined) return drawReplace(drawing);
  const body = { quantity: setup.definition.minQuantity };
  return { type: 'ReplaceOrder', accountId, orderId, body, ...someKey(drawing) };
}

export function drawCancelAll(drawing: Drawing): Ask {
  const { random, accountId } = drawing;
  const symbol = random.pick(MARKETS)?.definition.symbol;
  const scope = random.chance(50) && symbol !== undefined ? { symbol } : {};
  return { type: 'CancelOrders', accountId, ...scope, ...someKey(drawing) };
}

export function drawMove({ random, accountId, name }: Drawing): Ask {
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

/** Now and then in the group of an account that leads none, or that there is not. */
export const drawOpening = ({ random, accountId }: Drawing): Ask => ({
  type: 'OpenAccount',
  accountId: random.chance(30) ? `new-${random.below(3)}` : accountId,
  ...(random.chance(50) ? { ownerGroup: random.pick(['ann', 'bob', 'nobody']) } : {}),
});

/** Somebody who was never opened. */
export const drawStranger = (drawing: Drawing): Ask => ({
  ...drawMove(drawing),
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
      return { ...ask, body: { ...ask.body, ...otherwise(random, ask.body) } };
    case 'SetLimits':
      return { ...ask, body: { ...ask.body, openOrders: 7 } };
    case 'Deposit':
    case 'Withdraw':
      return { ...ask, body: { ...ask.body, amount: `1${ask.body.amount}` } };
    case 'CancelOrder':
      return { ...ask, orderId: `${ask.accountId}.1` };
    default:
      return undefined;
  }
}

/** The same order, but for its side or its strategy. */
const otherwise = (random: Random, { side }: OneAsk<'PlaceOrder'>['body']) =>
  random.chance(60) ? ({ side: side === 'buy' ? 'sell' : 'buy' } as const) : { strategy: 'gamma' };
