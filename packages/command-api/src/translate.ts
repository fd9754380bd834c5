import type { Accounts } from '@truetape/accounts';
import { type Catalogue, type ListedMarket, parseMinor } from '@truetape/codec';
import type {
  PlaceOrder as PlaceOrderBody,
  ReplaceOrder as ReplaceOrderBody,
} from '@truetape/contracts';
import {
  type EpochMs,
  type MarketView,
  OFF_GRID,
  type PlaceOrder,
  type PriceTicks,
  placeOf,
  type ReplaceOrder,
} from '@truetape/domain';
import type { Writable } from '@truetape/kernel';

/** A body that has the right form, as a command: decimals become ticks and lots of its market. */
export function placeOrderCommand(
  body: PlaceOrderBody,
  receivedAt: EpochMs,
  accounts: Pick<Accounts, 'catalogue' | 'referencePrice'>,
): PlaceOrder {
  const { symbol, side, type, clientOrderId, postOnly = false } = body;
  const market = accounts.catalogue.markets.get(symbol);
  const terms: Writable<PlaceOrder['terms']> = {
    symbol,
    side,
    type,
    timeInForce: body.timeInForce ?? (type === 'limit' ? 'GTC' : 'IOC'),
    postOnly,
    selfTradePrevention:
      body.selfTradePrevention ?? market?.instrument.selfTradePrevention ?? 'none',
    quantity: market?.grid.parseQuantity(body.quantity) ?? OFF_GRID,
  };
  if (body.price !== undefined) terms.price = market?.grid.parsePrice(body.price) ?? OFF_GRID;
  const view = market && viewOf(market, accounts.referencePrice(symbol));
  return { type: 'PlaceOrder', receivedAt, clientOrderId, terms, market: view };
}

function viewOf({ instrument }: ListedMarket, referencePrice: PriceTicks | undefined): MarketView {
  return referencePrice === undefined ? { instrument } : { instrument, referencePrice };
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
    instrument: market?.instrument,
  };
}

export function transferCommand(
  type: 'Deposit' | 'Withdraw',
  body: { readonly asset: string; readonly amount: string; readonly reference: string },
  catalogue: Catalogue,
) {
  const scale = catalogue.assets.get(body.asset);
  const amount = scale === undefined ? undefined : parseMinor(body.amount, scale);
  return { type, asset: body.asset, amount, reference: body.reference } as const;
}

/** The account that an order id names; a foreign one is answered like one that does not exist. */
export function accountOf(orderId: string): string | undefined {
  return placeOf(orderId)?.accountId;
}
