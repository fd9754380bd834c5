import type { Data } from '@truetape/contracts';
import type { OrderPlaced, OrderTerms } from '@truetape/domain';
import { type Catalogue, marketIn, scaleIn } from '../catalogue.ts';
import { formatMinor, formatRate, minorOf, rateOf } from '../decimal.ts';
import { priceOf, quantityOf } from '../grid.ts';
import { present, when } from '../optional.ts';
import { formatTime, timeOf } from '../time.ts';
import type { Form } from './form.ts';
import { formatMarks, marksOf } from './limits.ts';

export const orderPlacedForm: Form<'OrderPlaced'> = { encode: placedData, decode: placedOf };

function placedData(event: OrderPlaced, catalogue: Catalogue): Data<'OrderPlaced'> {
  const { terms, protection, units } = event;
  const { grid, baseScale, quoteScale } = marketIn(catalogue, terms.symbol);
  const buys = terms.side === 'buy';
  return {
    at: formatTime(event.at),
    clientOrderId: event.clientOrderId,
    displayQuantity: when(terms.displayQuantity, grid.formatQuantity),
    dueAt: when(event.dueAt, formatTime),
    expiresAt: when(terms.expiresAt, formatTime),
    feeTier: event.feeTier,
    hold: {
      amount: formatMinor(event.hold, buys ? quoteScale : baseScale),
      asset: buys ? units.quote : units.base,
    },
    instrumentRevision: event.instrumentRevision,
    makerRate: formatRate(event.makerRate),
    marks: when(event.marks, (marks) => formatMarks(marks, catalogue)),
    ownerGroup: event.ownerGroup,
    partnerId: event.partnerId,
    postOnly: terms.postOnly,
    price: when(terms.price, grid.formatPrice),
    protectionPrice: protection && grid.formatPrice(protection.price),
    quantity: when(terms.quantity, grid.formatQuantity),
    quoteQuantity: when(terms.quoteQuantity, (money) => formatMinor(money, quoteScale)),
    receivedAt: formatTime(event.receivedAt),
    referencePrice: protection && grid.formatPrice(protection.reference),
    ruleset: event.ruleset,
    selfTradePrevention: terms.selfTradePrevention,
    side: terms.side,
    stopPrice: when(terms.stopPrice, grid.formatPrice),
    strategy: terms.strategy,
    symbol: terms.symbol,
    takerRate: formatRate(event.takerRate),
    timeInForce: terms.timeInForce,
    trailingOffset: when(terms.trailingOffset, grid.formatPrice),
    type: terms.type,
  };
}

function placedOf(data: Data<'OrderPlaced'>, catalogue: Catalogue): OrderPlaced {
  const { grid, instrument, quoteScale } = marketIn(catalogue, data.symbol);
  const price = (decimal: string) => priceOf(grid, decimal);
  const quantity = (decimal: string) => quantityOf(grid, decimal);
  const { symbol, side, type, timeInForce, postOnly, selfTradePrevention } = data;
  const terms: OrderTerms = {
    symbol,
    side,
    type,
    timeInForce,
    postOnly,
    selfTradePrevention,
    ...present({
      price: when(data.price, price),
      stopPrice: when(data.stopPrice, price),
      trailingOffset: when(data.trailingOffset, price),
      quantity: when(data.quantity, quantity),
      quoteQuantity: when(data.quoteQuantity, (money) => minorOf(money, quoteScale)),
      displayQuantity: when(data.displayQuantity, quantity),
      expiresAt: when(data.expiresAt, timeOf),
      strategy: data.strategy,
    }),
  };
  return {
    type: 'OrderPlaced',
    at: timeOf(data.at),
    receivedAt: timeOf(data.receivedAt),
    clientOrderId: data.clientOrderId,
    ...present({ ownerGroup: data.ownerGroup }),
    terms,
    units: instrument.units,
    instrumentRevision: data.instrumentRevision,
    ...(data.protectionPrice === undefined || data.referencePrice === undefined
      ? {}
      : {
          protection: {
            reference: price(data.referencePrice),
            price: price(data.protectionPrice),
          },
        }),
    ...present({ dueAt: when(data.dueAt, timeOf), partnerId: data.partnerId }),
    feeTier: data.feeTier,
    makerRate: rateOf(data.makerRate),
    takerRate: rateOf(data.takerRate),
    hold: minorOf(data.hold.amount, scaleIn(catalogue, data.hold.asset)),
    ruleset: data.ruleset,
    ...present({ marks: when(data.marks, (marks) => marksOf(marks, catalogue)) }),
  };
}
