import type { Data } from '@truetape/contracts';
import type { AssetLimits, Limits, MarketLimits, RecordedMark } from '@truetape/domain';
import { type Catalogue, marketIn, scaleIn } from '../catalogue.ts';
import { formatMinor, formatRate, minorOf, rateOf } from '../decimal.ts';
import { priceOf, quantityOf } from '../grid.ts';
import { present, when } from '../optional.ts';
import { formatTime, timeOf } from '../time.ts';
import type { Form } from './form.ts';

type Wire = Data<'LimitsChanged'>['limits'];

export const limitsChangedForm: Form<'LimitsChanged'> = {
  encode: ({ at, idempotencyKey, limits, receivedAt, scope }, catalogue) => ({
    at: formatTime(at),
    idempotencyKey,
    limits: formatLimits(limits, catalogue),
    receivedAt: formatTime(receivedAt),
    scope,
  }),
  decode: ({ at, receivedAt, scope, limits, idempotencyKey }, catalogue) => ({
    type: 'LimitsChanged',
    at: timeOf(at),
    receivedAt: timeOf(receivedAt),
    scope,
    limits: limitsOf(limits, catalogue),
    ...present({ idempotencyKey }),
  }),
};

export function formatLimits(limits: Limits, catalogue: Catalogue): Wire {
  const { allowedSymbols, collarRate, duplicateWindowMs, hard } = limits;
  return {
    allowedSymbols: allowedSymbols && [...allowedSymbols],
    assets: [...limits.assets].map(([asset, of]) => assetData(asset, of, catalogue)),
    collar: when(collarRate, formatRate),
    duplicateWindowMs,
    hard: [...hard],
    markets: [...limits.markets].map(([symbol, of]) => marketData(symbol, of, catalogue)),
    messagesPerSecond: limits.messagesPerSecond,
    openOrders: limits.openOrders,
  };
}

function assetData(asset: string, limits: AssetLimits, catalogue: Catalogue) {
  const money = (amount: AssetLimits['dailyLoss']) =>
    when(amount, (minor) => formatMinor(minor, scaleIn(catalogue, asset)));
  return {
    asset,
    concentration: when(limits.concentrationRate, formatRate),
    dailyLoss: money(limits.dailyLoss),
    drawdown: money(limits.drawdown),
    grossNotional: money(limits.grossNotional),
    openNotional: money(limits.openNotional),
    orderNotional: money(limits.orderNotional),
  };
}

function marketData(
  symbol: string,
  { orderQuantity, position }: MarketLimits,
  catalogue: Catalogue,
) {
  const { formatQuantity } = marketIn(catalogue, symbol).grid;
  return {
    orderQuantity: when(orderQuantity, formatQuantity),
    position: when(position, formatQuantity),
    symbol,
  };
}

/** @throws RangeError for a decimal that is off its grid */
export function limitsOf(wire: Wire, catalogue: Catalogue): Limits {
  const { allowedSymbols, messagesPerSecond, openOrders, collar, duplicateWindowMs } = wire;
  return {
    ...present({
      allowedSymbols,
      messagesPerSecond,
      openOrders,
      collarRate: when(collar, rateOf),
      duplicateWindowMs,
    }),
    markets: new Map(
      wire.markets.map(({ symbol, ...of }) => {
        const { grid } = marketIn(catalogue, symbol);
        const lots = (quantity: string | undefined) => when(quantity, (q) => quantityOf(grid, q));
        const { orderQuantity, position } = of;
        return [symbol, present({ orderQuantity: lots(orderQuantity), position: lots(position) })];
      }),
    ),
    assets: new Map(
      wire.assets.map(({ asset, concentration, ...of }) => {
        const money = (amount: string | undefined) =>
          when(amount, (decimal) => minorOf(decimal, scaleIn(catalogue, asset)));
        const limits: AssetLimits = present({
          orderNotional: money(of.orderNotional),
          grossNotional: money(of.grossNotional),
          openNotional: money(of.openNotional),
          dailyLoss: money(of.dailyLoss),
          drawdown: money(of.drawdown),
          concentrationRate: when(concentration, rateOf),
        });
        return [asset, limits];
      }),
    ),
    hard: wire.hard,
  };
}

type WireMark = NonNullable<Data<'OrderPlaced'>['marks']>[number];

/** The marks that a decision has looked at. */
export function formatMarks(marks: readonly RecordedMark[], catalogue: Catalogue): WireMark[] {
  return marks.map(({ atDayStart, price, symbol }) => {
    const { formatPrice } = marketIn(catalogue, symbol).grid;
    return { atDayStart: formatPrice(atDayStart), price: formatPrice(price), symbol };
  });
}

export function marksOf(wire: readonly WireMark[], catalogue: Catalogue): readonly RecordedMark[] {
  return wire.map(({ symbol, price, atDayStart }) => {
    const { grid } = marketIn(catalogue, symbol);
    return { symbol, price: priceOf(grid, price), atDayStart: priceOf(grid, atDayStart) };
  });
}
