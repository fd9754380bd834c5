import { type Catalogue, formatMinor, formatRate, marketIn, parseMinor } from '@truetape/codec';
import {
  lots,
  type MarketUnits,
  type Minor,
  type Order,
  type OrderTerms,
  placeOf,
  rateE8,
  ticks,
} from '@truetape/domain';
import { assert } from '@truetape/kernel';
import type { HoldRow } from './rows.ts';

/** What the client asked for, as it stands in the row. */
interface AskedCell {
  readonly clientOrderId: string;
  readonly postOnly: boolean;
  readonly price: string | null;
  readonly quantity: string;
  readonly selfTradePrevention: OrderTerms['selfTradePrevention'];
  readonly timeInForce: OrderTerms['timeInForce'];
  readonly type: OrderTerms['type'];
}

interface PendingCell {
  readonly price: string;
  readonly quantity: string;
  readonly requestRevision: number;
}

const RATE_SCALE = 8;

/** An open order as a row, from which {@link orderIn} makes it again. */
export function holdRow(order: Order, accountId: string, catalogue: Catalogue): HoldRow {
  const { asked, units } = order;
  const { grid, baseScale, quoteScale } = marketIn(catalogue, units.symbol);
  const buys = asked.side === 'buy';
  const askedCell: AskedCell = {
    clientOrderId: order.clientOrderId,
    postOnly: asked.postOnly,
    price: asked.price === undefined ? null : grid.formatPrice(asked.price),
    quantity: grid.formatQuantity(asked.quantity),
    selfTradePrevention: asked.selfTradePrevention,
    timeInForce: asked.timeInForce,
    type: asked.type,
  };
  const pending = order.pending.map(
    ({ price, quantity, requestRevision }): PendingCell => ({
      price: grid.formatPrice(price),
      quantity: grid.formatQuantity(quantity),
      requestRevision,
    }),
  );
  return {
    order_id: order.orderId,
    account_id: accountId,
    asset: buys ? units.quote : units.base,
    amount: formatMinor(order.hold, buys ? quoteScale : baseScale),
    symbol: units.symbol,
    side: asked.side,
    limit_price: grid.formatPrice(order.limit),
    quantity: grid.formatQuantity(order.quantity),
    filled: grid.formatQuantity(order.filled),
    maker_rate: formatRate(order.makerRate),
    taker_rate: formatRate(order.takerRate),
    fee_accrual: order.feeAccrual.toString(),
    fee_charged: formatMinor(order.feeCharged, quoteScale),
    pending: pending as unknown as HoldRow['pending'],
    asked: askedCell as unknown as HoldRow['asked'],
  };
}

export function orderIn(row: HoldRow, catalogue: Catalogue): Order {
  const { grid, instrument, baseScale, quoteScale } = marketIn(catalogue, row.symbol);
  const place = placeOf(row.order_id);
  assert(place !== undefined, 'an order id names its place');
  const asked = row.asked as unknown as AskedCell;
  const side = row.side as OrderTerms['side'];
  const price = (text: string) => ticks(onGrid(grid.parsePrice(text)));
  const quantity = (text: string) => lots(onGrid(grid.parseQuantity(text)));
  const units: MarketUnits = instrument.units;
  return {
    orderId: row.order_id,
    clientOrderId: asked.clientOrderId,
    placedRevision: place.revision,
    asked: {
      symbol: row.symbol,
      side,
      type: asked.type,
      timeInForce: asked.timeInForce,
      postOnly: asked.postOnly,
      selfTradePrevention: asked.selfTradePrevention,
      ...(asked.price === null ? {} : { price: price(asked.price) }),
      quantity: quantity(asked.quantity),
    },
    units,
    makerRate: rateE8(Number(minorIn(row.maker_rate, RATE_SCALE))),
    takerRate: rateE8(Number(minorIn(row.taker_rate, RATE_SCALE))),
    status: 'open',
    limit: price(row.limit_price),
    quantity: quantity(row.quantity),
    filled: quantity(row.filled),
    feeAccrual: BigInt(row.fee_accrual),
    feeCharged: minorIn(row.fee_charged, quoteScale),
    pending: (row.pending as unknown as readonly PendingCell[]).map((terms) => ({
      requestRevision: terms.requestRevision,
      price: price(terms.price),
      quantity: quantity(terms.quantity),
    })),
    hold: minorIn(row.amount, side === 'buy' ? quoteScale : baseScale),
  };
}

export function minorIn(decimal: string, scale: number): Minor {
  return onGrid(parseMinor(decimal, scale));
}

function onGrid<T>(value: T | 'OFF_GRID'): Exclude<T, 'OFF_GRID'> {
  assert(value !== 'OFF_GRID', 'an amount in a row is as fine as its asset or market allows');
  return value as Exclude<T, 'OFF_GRID'>;
}
