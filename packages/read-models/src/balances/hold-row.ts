import {
  type Catalogue,
  formatMinor,
  formatRate,
  formatTime,
  marketIn,
  parseMinor,
  timeOf,
} from '@truetape/codec';
import {
  lots,
  type Minor,
  NO_LOTS,
  NOTHING,
  type Order,
  type OrderTerms,
  placeOf,
  rateE8,
  ticks,
} from '@truetape/domain';
import { assert, type Writable } from '@truetape/kernel';
import { type AskedCell, askedCell, onGrid, termsIn } from './asked-cell.ts';
import type { HoldRow } from './rows.ts';

/** What was placed, terms and names: what never changes of an order and has no column of its own. */
interface PlacedCell extends AskedCell {
  readonly clientOrderId: string;
  /** The other leg of its pair, open or not. */
  readonly partnerId?: string;
}

interface PendingCell {
  readonly price: string;
  readonly quantity: string;
  readonly requestRevision: number;
}

const RATE_SCALE = 8;

/** An open order as a row, from which {@link orderIn} makes it again. */
export function holdRow(order: Order, accountId: string, catalogue: Catalogue): HoldRow {
  const { asked, units, clientOrderId, partnerId, moneyLeft, dueAt } = order;
  const market = marketIn(catalogue, units.symbol);
  const { grid, baseScale, quoteScale } = market;
  const buys = asked.side === 'buy';
  const placed: PlacedCell = {
    ...askedCell(asked, market),
    clientOrderId,
    ...(partnerId === undefined ? {} : { partnerId }),
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
    money_left: moneyLeft === undefined ? null : formatMinor(moneyLeft, quoteScale),
    due_at: dueAt === undefined ? null : formatTime(dueAt),
    partner_id: order.partner?.orderId ?? null,
    has_yielded: order.hasYielded ?? false,
    pending: pending as unknown as HoldRow['pending'],
    asked: placed as unknown as HoldRow['asked'],
  };
}

/** The order of a row, without its partner: that one has a row of its own. */
export function orderIn(row: HoldRow, catalogue: Catalogue): Order {
  const market = marketIn(catalogue, row.symbol);
  const { grid, instrument, baseScale, quoteScale } = market;
  const place = placeOf(row.order_id);
  assert(place !== undefined, 'an order id names its place');
  const { clientOrderId, partnerId, ...asked } = row.asked as unknown as PlacedCell;
  const side = row.side as OrderTerms['side'];
  const price = (text: string) => ticks(onGrid(grid.parsePrice(text)));
  const quantity = (text: string) => lots(onGrid(grid.parseQuantity(text)));
  const order: Writable<Order> = {
    orderId: row.order_id,
    clientOrderId,
    placedRevision: place.revision,
    asked: termsIn(asked, { symbol: row.symbol, side }, market),
    units: instrument.units,
    makerRate: rateE8(Number(minorIn(row.maker_rate, RATE_SCALE))),
    takerRate: rateE8(Number(minorIn(row.taker_rate, RATE_SCALE))),
    status: 'open',
    limit: price(row.limit_price),
    quantity: quantity(row.quantity),
    filled: quantity(row.filled),
    openLots: NO_LOTS,
    openNotional: NOTHING,
    feeAccrual: BigInt(row.fee_accrual),
    feeCharged: minorIn(row.fee_charged, quoteScale),
    pending: (row.pending as unknown as readonly PendingCell[]).map((terms) => ({
      requestRevision: terms.requestRevision,
      price: price(terms.price),
      quantity: quantity(terms.quantity),
    })),
    hold: minorIn(row.amount, side === 'buy' ? quoteScale : baseScale),
  };
  if (partnerId !== undefined) order.partnerId = partnerId;
  if (row.money_left !== null) order.moneyLeft = minorIn(row.money_left, quoteScale);
  if (row.due_at !== null) order.dueAt = timeOf(row.due_at);
  if (row.has_yielded) order.hasYielded = true;
  return order;
}

export function minorIn(decimal: string, scale: number): Minor {
  return onGrid(parseMinor(decimal, scale));
}
