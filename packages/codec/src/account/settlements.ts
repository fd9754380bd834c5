import type { CloseReason } from '@truetape/domain';
import { marketIn } from '../catalogue.ts';
import { formatMinor, minorOf } from '../decimal.ts';
import { priceOf, quantityOf } from '../grid.ts';
import { formatTime, timeOf } from '../time.ts';
import type { Forms } from './form.ts';

/** What the markets made of the orders of an account. */
export const settlementForms: Forms<
  'TradeSettled' | 'TradePreventionSettled' | 'OrderClosed' | 'OrderReplaceSettled'
> = {
  TradeSettled: {
    encode: (event, catalogue) => {
      const { grid, quoteScale } = marketIn(catalogue, event.symbol);
      const { marketRevision, symbol, tradeNumber } = event;
      return {
        at: formatTime(event.at),
        legs: event.legs.map(({ fee, liquidity, orderId, remaining, side, suspended }) => ({
          fee: formatMinor(fee, quoteScale),
          liquidity,
          orderId,
          remaining: grid.formatQuantity(remaining),
          side,
          suspended,
        })),
        marketRevision,
        notional: formatMinor(event.notional, quoteScale),
        price: grid.formatPrice(event.price),
        quantity: grid.formatQuantity(event.quantity),
        symbol,
        tradeNumber,
      };
    },
    decode: (data, catalogue) => {
      const { grid, quoteScale } = marketIn(catalogue, data.symbol);
      return {
        type: 'TradeSettled',
        ...settledOf(data),
        tradeNumber: data.tradeNumber,
        price: priceOf(grid, data.price),
        quantity: quantityOf(grid, data.quantity),
        notional: minorOf(data.notional, quoteScale),
        legs: data.legs.map(({ orderId, side, liquidity, remaining, fee, suspended }) => ({
          orderId,
          side,
          liquidity,
          remaining: quantityOf(grid, remaining),
          fee: minorOf(fee, quoteScale),
          ...(suspended === undefined ? {} : { suspended }),
        })),
      };
    },
  },
  TradePreventionSettled: {
    encode: (event, catalogue) => {
      const { grid } = marketIn(catalogue, event.symbol);
      const { legs, marketRevision, symbol } = event;
      return {
        at: formatTime(event.at),
        legs: legs.map(({ orderId, quantity, remaining }) => ({
          orderId,
          quantity: grid.formatQuantity(quantity),
          remaining: grid.formatQuantity(remaining),
        })),
        marketRevision,
        price: grid.formatPrice(event.price),
        symbol,
      };
    },
    decode: (data, catalogue) => {
      const { grid } = marketIn(catalogue, data.symbol);
      return {
        type: 'TradePreventionSettled',
        ...settledOf(data),
        price: priceOf(grid, data.price),
        legs: data.legs.map(({ orderId, quantity, remaining }) => ({
          orderId,
          quantity: quantityOf(grid, quantity),
          remaining: quantityOf(grid, remaining),
        })),
      };
    },
  },
  OrderClosed: {
    encode: ({ at, marketRevision, orderId, reason, status, symbol }) => ({
      at: formatTime(at),
      marketRevision,
      orderId,
      reason,
      status,
      symbol,
    }),
    decode: ({ orderId, status, reason, ...data }) => ({
      type: 'OrderClosed',
      ...settledOf(data),
      orderId,
      status,
      reason: reason as CloseReason,
    }),
  },
  OrderReplaceSettled: {
    encode: (event, catalogue) => {
      const { grid } = marketIn(catalogue, event.symbol);
      const { marketRevision, orderId, replaced, requestRevision, symbol } = event;
      return {
        at: formatTime(event.at),
        marketRevision,
        orderId,
        price: grid.formatPrice(event.price),
        quantity: grid.formatQuantity(event.quantity),
        replaced,
        requestRevision,
        symbol,
      };
    },
    decode: ({ orderId, requestRevision, replaced, ...data }, catalogue) => {
      const { grid } = marketIn(catalogue, data.symbol);
      return {
        type: 'OrderReplaceSettled',
        ...settledOf(data),
        orderId,
        requestRevision,
        replaced,
        price: priceOf(grid, data.price),
        quantity: quantityOf(grid, data.quantity),
      };
    },
  },
};

interface Settled {
  readonly at: string;
  readonly symbol: string;
  readonly marketRevision: number;
}

function settledOf({ at, symbol, marketRevision }: Settled) {
  return { at: timeOf(at), symbol, marketRevision };
}
