import { marketIn, scaleIn } from '../catalogue.ts';
import { formatMinor, minorOf } from '../decimal.ts';
import { priceOf, quantityOf } from '../grid.ts';
import { present, when } from '../optional.ts';
import { formatTime, timeOf } from '../time.ts';
import type { Forms } from './form.ts';
import { formatMarks, marksOf } from './limits.ts';

/** What is asked of orders that were placed. */
export const requestForms: Forms<
  'OrderCancelRequested' | 'OrderReplaceRequested' | 'OrdersCancelRequested'
> = {
  OrderCancelRequested: {
    encode: ({ at, idempotencyKey, orderId, receivedAt, symbol }) => ({
      at: formatTime(at),
      idempotencyKey,
      orderId,
      receivedAt: formatTime(receivedAt),
      symbol,
    }),
    decode: ({ orderId, symbol, ...data }) => ({
      type: 'OrderCancelRequested',
      ...requestOf(data),
      orderId,
      symbol,
    }),
  },
  OrderReplaceRequested: {
    encode: (event, catalogue) => {
      const { grid, instrument, quoteScale, baseScale } = marketIn(catalogue, event.symbol);
      const { idempotencyKey, orderId, symbol } = event;
      const buys = event.holdAsset === instrument.units.quote;
      return {
        at: formatTime(event.at),
        hold: {
          amount: formatMinor(event.hold, buys ? quoteScale : baseScale),
          asset: event.holdAsset,
        },
        idempotencyKey,
        marks: when(event.marks, (marks) => formatMarks(marks, catalogue)),
        orderId,
        price: grid.formatPrice(event.price),
        quantity: grid.formatQuantity(event.quantity),
        receivedAt: formatTime(event.receivedAt),
        symbol,
      };
    },
    decode: ({ orderId, symbol, price, quantity, hold, marks, ...data }, catalogue) => {
      const { grid } = marketIn(catalogue, symbol);
      return {
        type: 'OrderReplaceRequested',
        ...requestOf(data),
        orderId,
        symbol,
        price: priceOf(grid, price),
        quantity: quantityOf(grid, quantity),
        holdAsset: hold.asset,
        hold: minorOf(hold.amount, scaleIn(catalogue, hold.asset)),
        ...present({ marks: when(marks, (recorded) => marksOf(recorded, catalogue)) }),
      };
    },
  },
  OrdersCancelRequested: {
    encode: ({ at, idempotencyKey, receivedAt, symbol }) => ({
      at: formatTime(at),
      idempotencyKey,
      receivedAt: formatTime(receivedAt),
      symbol,
    }),
    decode: ({ symbol, ...data }) => ({
      type: 'OrdersCancelRequested',
      ...requestOf(data),
      ...present({ symbol }),
    }),
  },
};

interface Requested {
  readonly at: string;
  readonly receivedAt: string;
  readonly idempotencyKey?: string | undefined;
}

function requestOf({ at, receivedAt, idempotencyKey }: Requested) {
  const times = { at: timeOf(at), receivedAt: timeOf(receivedAt) };
  return idempotencyKey === undefined ? times : { ...times, idempotencyKey };
}
