import { lots, type Order, type Outcome, remainingOf, ticks } from '../../src/index.ts';
import { fieldsIn, placingIn } from './order-text.ts';
import { instrument, NOW, type Trading } from './trading.ts';

type Known = Pick<
  Extract<Outcome, { type: 'OrderExpired' }>,
  'accountId' | 'orderId' | 'orderNumber'
>;

const known = ({ orderId, placedRevision }: Order): Known => ({
  accountId: 'ann',
  orderId,
  orderNumber: placedRevision,
});

/** Of another account: the other side of every trade. */
const other = { accountId: 'bob', orderId: 'bob.1', orderNumber: 1, remaining: lots(0) } as const;

/** What happens to an order, in words. */
const STEPS: readonly (readonly [
  form: RegExp,
  happen: (trading: Trading, order: Order, words: readonly string[]) => void,
])[] = [
  [
    /^trade (\d+) at (\d+) as (maker|taker)(?: leaving (\d+))?$/,
    (trading, order, [quantity, price, role, left]) =>
      trading.settle(traded(order, Number(quantity), Number(price), role === 'maker', left)),
  ],
  [
    /^decrement (\d+) at (\d+)(?: leaving (\d+))?$/,
    (trading, order, [quantity, price, left]) =>
      decrement(trading, order, Number(quantity), Number(price), left),
  ],
  [
    /^replace((?: (?:price|quantity) \d+)+)$/,
    (trading, { orderId }, [fields = '']) =>
      trading.run({
        type: 'ReplaceOrder',
        receivedAt: NOW,
        orderId,
        market: { instrument },
        ...fieldsIn(fields.trim().split(' ')),
      }),
  ],
  [/^replaced$/, replaced],
  [
    /^replace refused$/,
    (trading, order) => {
      const { orderId, pending } = order;
      const code = 'MARKET_CAPACITY';
      const refused = { type: 'OrderReplaceRejected', accountId: 'ann', orderId, code } as const;
      trading.settle(refused, pending[0]?.requestRevision);
    },
  ],
  [
    /^triggered$/,
    (trading, order) =>
      trading.settle({ type: 'StopTriggered', ...known(order), stopPrice: ticks(120) }),
  ],
  [
    /^refreshed$/,
    (trading, order) =>
      trading.settle({ type: 'OrderRefreshed', ...known(order), displayed: lots(10) }),
  ],
  [
    /^cancelled$/,
    (trading, order) => {
      const quantity = remainingOf(order);
      const reason = 'requested';
      trading.settle({ type: 'OrderCancelled', ...known(order), quantity, reason });
    },
  ],
  [
    /^expired$/,
    (trading, order) => {
      const quantity = remainingOf(order);
      trading.settle({ type: 'OrderExpired', ...known(order), quantity });
    },
  ],
  [
    /^rejected$/,
    (trading, { orderId }) => {
      const code = 'MARKET_CLOSED';
      trading.settle({ type: 'OrderRejected', accountId: 'ann', orderId, code });
    },
  ],
];

/** Lets one thing happen to the order at a revision, or to the `first` or `second` leg from there. */
export function step(trading: Trading, revision: number, text: string): void {
  const words = text.replace(/^(first|second) /, '');
  const order = trading.order(text.startsWith('second ') ? revision + 1 : revision);
  for (const [form, happen] of STEPS) {
    const match = form.exec(words);
    if (match === null) continue;
    happen(trading, order, match.slice(1));
    return;
  }
  throw new Error(`"${text}" is something that can happen`);
}

export function traded(
  order: Order,
  quantity: number,
  price: number,
  isMaker: boolean,
  left?: string,
): Outcome {
  const { makerRate, takerRate, asked } = order;
  const remaining = lots(left === undefined ? remainingOf(order) - quantity : Number(left));
  const own = { ...known(order), rate: isMaker ? makerRate : takerRate, remaining };
  const others = { ...other, rate: isMaker ? takerRate : makerRate };
  const otherSide = asked.side === 'buy' ? 'sell' : 'buy';
  return {
    type: 'TradeExecuted',
    tradeNumber: 1,
    price: ticks(price),
    quantity: lots(quantity),
    takerSide: isMaker ? otherSide : asked.side,
    maker: isMaker ? own : others,
    taker: isMaker ? others : own,
  };
}

/** The order meets one of its own account, which is placed for that. */
function decrement(
  trading: Trading,
  order: Order,
  quantity: number,
  price: number,
  left: string | undefined,
): void {
  const side = order.asked.side === 'buy' ? 'sell' : 'buy';
  const id = `against-${trading.open.revision}`;
  trading.run(placingIn(`${side} limit quantity 100 price ${price}`, undefined, [id]));
  const met = trading.order(trading.open.revision);
  const remaining = lots(left === undefined ? remainingOf(order) - quantity : Number(left));
  trading.settle({
    type: 'TradePrevented',
    mode: 'decrement',
    price: ticks(price),
    quantity: lots(quantity),
    takerSide: order.asked.side,
    maker: { ...known(met), remaining: lots(100 - quantity) },
    taker: { ...known(order), remaining },
  });
}

function replaced(trading: Trading, order: Order): void {
  const [terms] = order.pending;
  if (terms === undefined) throw new Error('a replace waits for the market');
  const { price, quantity, requestRevision } = terms;
  const remaining = lots(quantity - order.filled);
  const now = { price, quantity, remaining, priorityKept: false };
  trading.settle({ type: 'OrderReplaced', ...known(order), ...now }, requestRevision);
}
