import type { Data, EventType } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';

/** Says what an event did to an order, in one sentence that names nobody else. */
export function sentenceOf({ type, data }: RecordedEvent, orderId: string): string {
  const say = SENTENCES[type as keyof typeof SENTENCES] as Say | undefined;
  return say === undefined ? 'names it' : say(data as never, orderId);
}

type Say = (data: never, orderId: string) => string;

const SENTENCES = {
  OrderPlaced: (data: Data<'OrderPlaced'>) => {
    const { type, side, symbol, timeInForce, hold } = data;
    const asks = `${type} order to ${side} ${amountOf(data)} ${symbol}`;
    const holds = `holds ${hold.amount} ${hold.asset}`;
    return [[asks, ...detailsOf(data)].join(' '), timeInForce, holds].join(', ');
  },
  OrderCancelRequested: () => 'a cancel is asked for',
  OrderReplaceRequested: ({ price, quantity, hold }: Data<'OrderReplaceRequested'>) =>
    `${quantity} in total at ${price} is asked for, holds ${hold.amount} ${hold.asset}`,
  OrdersCancelRequested: ({ symbol }: Data<'OrdersCancelRequested'>) =>
    `a cancel of all orders${symbol === undefined ? '' : ` in ${symbol}`} is asked for`,
  OrderDenied: ({ command, code, field }: Data<'OrderDenied'>) =>
    `a later ${command} of this name is denied: ${code}${field === undefined ? '' : ` (${field})`}`,

  OrderAccepted: ({ orderNumber }: Data<'OrderAccepted'>) =>
    `is number ${orderNumber} in its market`,
  OrderRejected: ({ code }: Data<'OrderRejected'>) => `is rejected: ${code}`,
  StopTriggered: ({ stopPrice }: Data<'StopTriggered'>) => `its stop at ${stopPrice} is reached`,
  TradeExecuted: (data: Data<'TradeExecuted'>, orderId: string) => {
    const { tradeNumber, price, quantity, auction } = data;
    const { own, other, liquidity } = sidesOf(data, orderId);
    const verb = buys(data, liquidity) ? 'buys' : 'sells';
    const where = auction === true ? 'in an auction' : `as ${liquidity}`;
    const traded = `${verb} ${quantity} at ${price} ${where}`;
    return `trade ${tradeNumber}: ${traded}, with order number ${other.orderNumber}, ${left(own)}`;
  },
  TradePrevented: (data: Data<'TradePrevented'>, orderId: string) => {
    const { own, other } = sidesOf(data, orderId);
    const met = `${data.quantity} at ${data.price} with order number ${other.orderNumber}`;
    return `does not trade ${met}, of the same owner (${data.mode}), ${left(own)}`;
  },
  OrderRefreshed: ({ displayed }: Data<'OrderRefreshed'>) =>
    `shows ${displayed}, behind all others at its price`,
  OrderCancelled: ({ quantity, reason }: Data<'OrderCancelled'>) =>
    `is cancelled with ${quantity} left: ${reason}`,
  OrderExpired: ({ quantity }: Data<'OrderExpired'>) => `is expired with ${quantity} left`,
  OrderCancelRejected: ({ code }: Data<'OrderCancelRejected'>) => `the cancel is rejected: ${code}`,
  OrderReplaced: ({ price, quantity, remaining, priorityKept }: Data<'OrderReplaced'>) =>
    `is ${quantity} in total at ${price}, ${left({ remaining })}, its priority is ${priorityKept ? 'kept' : 'lost'}`,
  OrderReplaceRejected: ({ code }: Data<'OrderReplaceRejected'>) =>
    `the replace is rejected: ${code}`,

  TradeSettled: (
    { tradeNumber, notional, symbol, legs }: Data<'TradeSettled'>,
    orderId: string,
  ) => {
    const leg = legs.find((one) => one.orderId === orderId);
    const quote = symbol.slice(symbol.indexOf('-') + 1);
    const paid = leg?.side === 'buy' ? 'paid' : 'received';
    return `trade ${tradeNumber} is settled: ${notional} ${quote} ${paid}, fee ${leg?.fee} ${quote}`;
  },
  TradePreventionSettled: ({ legs }: Data<'TradePreventionSettled'>, orderId: string) => {
    const leg = legs.find((one) => one.orderId === orderId);
    return `is less by ${leg?.quantity}, ${leg === undefined ? '' : left(leg)}`;
  },
  OrderClosed: ({ status, reason }: Data<'OrderClosed'>) =>
    `is over, ${status}${reason === status ? '' : ` (${reason})`}: holds nothing any more`,
  OrderReplaceSettled: ({ replaced, price, quantity }: Data<'OrderReplaceSettled'>) =>
    `${replaced ? 'is from now on' : 'stays'} ${quantity} in total at ${price}`,
} as const satisfies Partial<Record<EventType, Say>>;

type Placed = Data<'OrderPlaced'>;

const amountOf = ({ quantity, quoteQuantity }: Placed) => quantity ?? `for ${quoteQuantity} of`;

/** What only some orders have, in the order in which people say it. */
const DETAILS: readonly (readonly [field: keyof Placed, words: string])[] = [
  ['price', 'at'],
  ['stopPrice', 'with a stop at'],
  ['trailingOffset', 'with a stop behind the market by'],
  ['protectionPrice', 'never through'],
  ['displayQuantity', 'showing'],
  ['expiresAt', 'until'],
];

function detailsOf(placed: Placed): readonly string[] {
  const details = DETAILS.filter(([field]) => placed[field] !== undefined).map(
    ([field, words]) => `${words} ${placed[field]}`,
  );
  return placed.postOnly ? [...details, 'post-only'] : details;
}

const left = ({ remaining }: { readonly remaining: string }) => `${remaining} left`;

type Met = Data<'TradeExecuted'> | Data<'TradePrevented'>;

function sidesOf({ maker, taker }: Met, orderId: string) {
  return maker.orderId === orderId
    ? ({ own: maker, other: taker, liquidity: 'maker' } as const)
    : ({ own: taker, other: maker, liquidity: 'taker' } as const);
}

const buys = ({ takerSide }: Met, liquidity: 'maker' | 'taker') =>
  (takerSide === 'buy') === (liquidity === 'taker');
