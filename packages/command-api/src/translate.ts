import type { Accounts } from '@truetape/accounts';
import { type Catalogue, isKilled, type ListedMarket, parseMinor, timeOf } from '@truetape/codec';
import {
  type PlaceOco as PlaceOcoBody,
  type PlaceOrder as PlaceOrderBody,
  type ReplaceOrder as ReplaceOrderBody,
  timeInForceOf,
} from '@truetape/contracts';
import {
  type Deposit,
  type EpochMs,
  type MarketView,
  OFF_GRID,
  type OpenAccount,
  type OrderRequest,
  type PlaceOco,
  type PlaceOrder,
  placeOf,
  type ReplaceOrder,
  type SetSilenceTimer,
  type Transfer,
  type Withdraw,
} from '@truetape/domain';
import type { Writable } from '@truetape/kernel';

type Venue = Pick<Accounts, 'catalogue' | 'referencePrice'>;

/** A body that has the right form, as a command: decimals become ticks and lots of its market. */
export function placeOrderCommand(
  body: PlaceOrderBody,
  receivedAt: EpochMs,
  venue: Venue,
): PlaceOrder {
  const listed = venue.catalogue.markets.get(body.symbol);
  const market = viewOf(listed, venue);
  return { type: 'PlaceOrder', receivedAt, ...orderRequest(body, listed), market };
}

/** A pair: both legs are for what the body says once. */
export function placeOcoCommand(
  { limit, stop, ...shared }: PlaceOcoBody,
  receivedAt: EpochMs,
  venue: Venue,
): PlaceOco {
  const listed = venue.catalogue.markets.get(shared.symbol);
  const legs = [
    orderRequest({ ...shared, ...limit, type: 'limit' }, listed),
    orderRequest({ ...shared, ...stop }, listed),
  ] as const;
  return { type: 'PlaceOco', receivedAt, legs, market: viewOf(listed, venue) };
}

/** How the decimals of an order are counted. */
const PARSERS = {
  price: (decimal: string, { grid }: ListedMarket) => grid.parsePrice(decimal),
  stopPrice: (decimal: string, { grid }: ListedMarket) => grid.parsePrice(decimal),
  trailingOffset: (decimal: string, { grid }: ListedMarket) => grid.parsePrice(decimal),
  quantity: (decimal: string, { grid }: ListedMarket) => grid.parseQuantity(decimal),
  quoteQuantity: (decimal: string, { quoteScale }: ListedMarket) => parseMinor(decimal, quoteScale),
  displayQuantity: (decimal: string, { grid }: ListedMarket) => grid.parseQuantity(decimal),
} as const;

/** Where the market is not listed everything is off its grid; the decision says first that it is not listed. */
function orderRequest(body: PlaceOrderBody, market: ListedMarket | undefined): OrderRequest {
  const { symbol, side, type, clientOrderId, postOnly = false } = body;
  const terms: Writable<OrderRequest['terms']> = {
    symbol,
    side,
    type,
    timeInForce: timeInForceOf(body),
    postOnly,
    selfTradePrevention:
      body.selfTradePrevention ?? market?.instrument.selfTradePrevention ?? 'none',
  };
  for (const field of FIELDS) {
    const decimal = body[field];
    if (decimal === undefined) continue;
    terms[field] = (market === undefined ? OFF_GRID : PARSERS[field](decimal, market)) as never;
  }
  if (body.expiresAt !== undefined) terms.expiresAt = timeOf(body.expiresAt);
  if (body.strategy !== undefined) terms.strategy = body.strategy;
  return { clientOrderId, terms };
}

const FIELDS = Object.keys(PARSERS) as (keyof typeof PARSERS)[];

function viewOf(
  market: ListedMarket | undefined,
  { catalogue, referencePrice }: Venue,
): MarketView | undefined {
  if (market === undefined) return undefined;
  const { instrument } = market;
  const { symbol } = instrument.units;
  const price = referencePrice(symbol);
  const view: Writable<MarketView> = { instrument };
  if (price !== undefined) view.referencePrice = price;
  if (isKilled(catalogue, symbol)) view.isKilled = true;
  return view;
}

/**
 * A replace counts in the grid of the order's market; where the order is not known, the decision says so first.
 *
 * @param symbol of the order to be replaced
 */
export function replaceOrderCommand(
  orderId: string,
  symbol: string | undefined,
  body: ReplaceOrderBody,
  receivedAt: EpochMs,
  catalogue: Catalogue,
): ReplaceOrder {
  const market = symbol === undefined ? undefined : catalogue.markets.get(symbol);
  return {
    type: 'ReplaceOrder',
    receivedAt,
    orderId,
    ...(body.price === undefined ? {} : { price: market?.grid.parsePrice(body.price) ?? OFF_GRID }),
    ...(body.quantity === undefined
      ? {}
      : { quantity: market?.grid.parseQuantity(body.quantity) ?? OFF_GRID }),
    market:
      market && isKilled(catalogue, market.instrument.units.symbol)
        ? { instrument: market.instrument, isKilled: true }
        : market,
  };
}

export function openAccountCommand(
  accountId: string,
  ownerGroup: string | undefined,
  { isOpened, stateOf }: Pick<Accounts, 'isOpened' | 'stateOf'>,
): OpenAccount {
  if (ownerGroup === undefined) return { type: 'OpenAccount', accountId };
  const leader = stateOf(ownerGroup);
  const isLeader =
    isOpened(ownerGroup) && leader.status !== 'none' && leader.ownerGroup === ownerGroup;
  return { type: 'OpenAccount', accountId, ownerGroup, isLeader };
}

interface FundsBody {
  readonly asset: string;
  readonly amount: string;
  readonly reference: string;
}

function fundsOf({ asset, amount, reference }: FundsBody, { assets }: Catalogue) {
  const scale = assets.get(asset);
  return { asset, amount: scale === undefined ? undefined : parseMinor(amount, scale), reference };
}

export const depositCommand = (body: FundsBody, catalogue: Catalogue): Deposit => ({
  type: 'Deposit',
  ...fundsOf(body, catalogue),
});

export const withdrawCommand = (body: FundsBody, catalogue: Catalogue): Withdraw => ({
  type: 'Withdraw',
  ...fundsOf(body, catalogue),
});

export function transferCommand(
  body: FundsBody & { readonly to: string },
  { catalogue, isOpened, stateOf }: Pick<Accounts, 'catalogue' | 'isOpened' | 'stateOf'>,
): Transfer {
  const { to } = body;
  const known = stateOf(to).status === 'closed' ? 'closed' : 'open';
  const recipient = isOpened(to) ? known : undefined;
  return { type: 'Transfer', ...fundsOf(body, catalogue), to, recipient };
}

export const silenceTimerCommand = (timeoutMs: number, receivedAt: EpochMs): SetSilenceTimer => ({
  type: 'SetSilenceTimer',
  receivedAt,
  timeoutMs,
});

/** The account that an order id names; a foreign one is answered like one that does not exist. */
export function accountOf(orderId: string): string | undefined {
  return placeOf(orderId)?.accountId;
}
