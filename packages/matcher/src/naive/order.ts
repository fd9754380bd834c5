import type {
  OrderPlacedInput,
  OrderType,
  PriceTicks,
  QuantityLots,
  RateE8,
  SelfTradePrevention,
  Side,
  TimeInForce,
} from '@truetape/domain';

/** An order of the naive market, as it is now. */
export interface NaiveOrder {
  readonly accountId: string;
  readonly orderId: string;
  readonly orderNumber: number;
  readonly side: Side;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  readonly selfTradePrevention: SelfTradePrevention;
  readonly makerRate: RateE8;
  readonly takerRate: RateE8;
  readonly displayQuantity: number | undefined;
  readonly dueAt: number | undefined;
  readonly trailingOffset: number | undefined;
  /** The worst price it may trade at. */
  price: PriceTicks;
  /** Of an order that waits or has waited; a trailing one's follows its mark. */
  stopPrice: number | undefined;
  /** The best price since it was placed, of a trailing order. */
  mark: number | undefined;
  /** Fills included. */
  quantity: QuantityLots;
  /** What it does not show included. */
  remaining: QuantityLots;
  shown: number;
  /** What is left to spend by `quoteQuantity`, in ticks times lots. */
  money: bigint | undefined;
  /** Whether it still waits for its stop. */
  waits: boolean;
  /** Whether nothing of it has traded or been decremented. */
  isWhole: boolean;
  /** The other leg of its pair, once both are there. */
  partner: NaiveOrder | undefined;
}

export type Placing = Pick<OrderPlacedInput, 'terms' | 'limit'>;

export const otherOf = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

/** Whether a price is at least as good for this side as another one is. */
export const reaches = (side: Side, limit: number, price: number) =>
  side === 'buy' ? price <= limit : price >= limit;

export const filledOf = ({ quantity, remaining }: NaiveOrder) => quantity - remaining;

export const idsOf = ({ accountId, orderId, orderNumber }: NaiveOrder) => ({
  accountId,
  orderId,
  orderNumber,
});

export const sumOf = (orders: readonly NaiveOrder[]) =>
  orders.reduce((sum, { remaining }) => sum + BigInt(remaining), 0n);

/** Once its stop is reached, a stop-limit order is a limit order, and the others that waited are market orders. */
export const isLimitOrder = ({ type }: NaiveOrder) => type === 'limit' || type === 'stop-limit';

export const mayRest = (order: NaiveOrder) =>
  isLimitOrder(order) && order.timeInForce !== 'IOC' && order.timeInForce !== 'FOK';
