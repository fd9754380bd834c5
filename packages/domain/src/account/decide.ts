import { type Failed, failed, ok, type Result, type Writable } from '@truetape/kernel';
import { type Instrument, PRICE_TICKS_MAX } from '../instrument/instrument.ts';
import { holdAssetOf, holdOf } from '../order/hold.ts';
import type { OrderTerms } from '../order/terms.ts';
import { notBefore, notional, protectionPrice } from '../value/arithmetic.ts';
import {
  type MarketSymbol,
  type Minor,
  OFF_GRID,
  type PriceTicks,
  type QuantityLots,
} from '../value/units.ts';
import type {
  AccountCommand,
  CancelOrder,
  CancelOrders,
  DecisionContext,
  Denial,
  DenialCode,
  Deposit,
  MarketView,
  PlaceOrder,
  ReplaceOrder,
  Withdraw,
} from './command.ts';
import type { AccountEvent, OrderPlaced } from './event.ts';
import { orderFrom } from './evolve.ts';
import { recognise } from './recognise.ts';
import { settle } from './settle.ts';
import { type AccountState, freeOf, type OpenAccount, orderOf } from './state.ts';

type Decided = Result<readonly AccountEvent[], Denial>;

/** No account has more open orders than this. */
export const OPEN_ORDERS_MAX = 200_000;

const NOTHING_NEW: Decided = ok([]);
const denied = (code: DenialCode, field?: string): Failed<Denial> =>
  failed(field === undefined ? { code } : { code, field });

/**
 * Decides a command on an account. The rules are asked in this order, and the first that is broken is the answer:
 * identity of the request, existence of the account, then the rules of the command from top to bottom of its
 * function. A repeat decides nothing: no event, and `recognise` says what it repeats.
 */
export function decide(
  state: AccountState,
  command: AccountCommand,
  context: DecisionContext,
): Decided {
  if (state.status === 'none') {
    return command.type === 'OpenAccount'
      ? ok([
          {
            type: 'AccountOpened',
            at: context.now,
            accountId: command.accountId,
            ownerGroup: command.accountId,
          },
        ])
      : denied('ACCOUNT_NOT_FOUND');
  }
  const recognised = recognise(state, command);
  if (recognised.kind === 'repeat') return NOTHING_NEW;
  if (recognised.kind === 'conflict') return denied(recognised.code, recognised.field);
  const at = notBefore(state.at, context.now);
  switch (command.type) {
    case 'OpenAccount':
      return denied('ACCOUNT_EXISTS', 'accountId');
    case 'Deposit':
    case 'Withdraw':
      return moveFunds(state, command, at);
    case 'PlaceOrder':
      return placeOrder(state, command, { ...context, now: at });
    case 'CancelOrder':
      return cancelOrder(state, command, at);
    case 'ReplaceOrder':
      return replaceOrder(state, command, at);
    case 'CancelOrders':
      return cancelOrders(command, at);
    case 'SettleOutcome':
      return ok(settle(state, command));
  }
}

/** No single amount is above 10^30 minor units. */
const AMOUNT_MAX = 10n ** 30n;

function moveFunds(
  state: OpenAccount,
  { type, asset, amount, reference }: Deposit | Withdraw,
  at: typeof state.at,
): Decided {
  if (amount === undefined) return denied('LEDGER_UNKNOWN_ASSET', 'asset');
  if (amount === OFF_GRID || amount <= 0n || amount > AMOUNT_MAX) {
    return denied('LEDGER_AMOUNT', 'amount');
  }
  if (type === 'Deposit') return ok([{ type: 'FundsDeposited', at, asset, amount, reference }]);
  if (freeOf(state, asset) < amount) return denied('RISK_INSUFFICIENT_FUNDS', 'amount');
  return ok([{ type: 'FundsWithdrawn', at, asset, amount, reference }]);
}

function placeOrder(
  state: OpenAccount,
  { receivedAt, clientOrderId, terms, market }: PlaceOrder,
  { now, ruleset }: DecisionContext,
): Decided {
  if (market === undefined) return denied('ORDER_UNKNOWN_SYMBOL', 'symbol');
  const { instrument } = market;
  const checked = checkTerms(instrument, terms.price, terms.quantity);
  if (!checked.ok) return checked;
  const protection = terms.type === 'market' ? protectionOf(market, terms.side) : undefined;
  if (terms.type === 'market' && protection === undefined) {
    return denied('RISK_REFERENCE_PRICE_MISSING', 'type');
  }
  const limit = protection?.price ?? checked.value.price;
  if (limit === undefined) return denied('ORDER_PRICE_BOUNDS', 'price');
  const broken = notionalDenial(instrument, limit, checked.value.quantity);
  if (broken !== undefined) return broken;
  if (state.orders.size >= OPEN_ORDERS_MAX) return denied('RISK_TOO_MANY_OPEN_ORDERS');

  const [{ tier, makerRate, takerRate }] = instrument.feeTiers;
  const placed: Writable<OrderPlaced> = {
    type: 'OrderPlaced',
    at: now,
    receivedAt,
    clientOrderId,
    terms: terms as OrderTerms, // they are on the grid: it was checked
    units: instrument.units,
    instrumentRevision: instrument.revision,
    feeTier: tier,
    makerRate,
    takerRate,
    hold: 0n as Minor,
    ruleset,
  };
  if (protection !== undefined) placed.protection = protection;
  const order = orderFrom(placed, state.accountId, state.revision + 1);
  placed.hold = holdOf(order);
  if (placed.hold > freeOf(state, holdAssetOf(order))) {
    return denied('RISK_INSUFFICIENT_FUNDS', 'quantity');
  }
  return ok([placed]);
}

interface Checked {
  readonly price?: PriceTicks;
  readonly quantity: QuantityLots;
}

/** Tick, price, lot, quantity: the rules that look at nothing but the instrument. */
function checkTerms(
  instrument: Instrument,
  price: PlaceOrder['terms']['price'],
  quantity: PlaceOrder['terms']['quantity'],
): Result<Checked, Denial> {
  if (price === OFF_GRID) return denied('ORDER_TICK_SIZE', 'price');
  if (price !== undefined && (price < 1 || price > PRICE_TICKS_MAX)) {
    return denied('ORDER_PRICE_BOUNDS', 'price');
  }
  if (quantity === OFF_GRID) return denied('ORDER_LOT_SIZE', 'quantity');
  if (quantity < instrument.minQuantity) return denied('ORDER_QUANTITY_TOO_SMALL', 'quantity');
  if (quantity > instrument.maxQuantity) return denied('ORDER_QUANTITY_TOO_LARGE', 'quantity');
  return ok(price === undefined ? { quantity } : { price, quantity });
}

function notionalDenial(
  { units, minNotional, maxNotional }: Instrument,
  limit: PriceTicks,
  quantity: QuantityLots,
): Failed<Denial> | undefined {
  const value = notional(limit, quantity, units.notionalUnit);
  if (value < minNotional) return denied('ORDER_NOTIONAL_TOO_SMALL', 'quantity');
  if (value > maxNotional) return denied('ORDER_NOTIONAL_TOO_LARGE', 'quantity');
  return undefined;
}

function protectionOf({ instrument, referencePrice }: MarketView, side: 'buy' | 'sell') {
  if (referencePrice === undefined) return undefined;
  return {
    reference: referencePrice,
    price: protectionPrice(side, referencePrice, instrument.protectionRate),
  };
}

function cancelOrder(state: OpenAccount, command: CancelOrder, at: typeof state.at): Decided {
  const { receivedAt, orderId } = command;
  const order = orderOf(state, orderId);
  if (order === undefined) return denied('ORDER_NOT_FOUND');
  if (order.status !== 'open') return denied('ORDER_CLOSED');
  const { symbol } = order.asked;
  return ok([{ type: 'OrderCancelRequested', at, receivedAt, orderId, symbol, ...keyOf(command) }]);
}

function replaceOrder(state: OpenAccount, command: ReplaceOrder, at: typeof state.at): Decided {
  const { receivedAt, orderId, instrument } = command;
  const order = orderOf(state, orderId);
  if (order === undefined) return denied('ORDER_NOT_FOUND');
  if (order.status !== 'open') return denied('ORDER_CLOSED');
  if (instrument === undefined) return denied('ORDER_UNKNOWN_SYMBOL');
  if (order.asked.type !== 'limit') return denied('ORDER_NOT_REPLACEABLE');
  const latest = order.pending.at(-1) ?? { price: order.limit, quantity: order.quantity };
  const checked = checkTerms(
    instrument,
    command.price ?? latest.price,
    command.quantity ?? latest.quantity,
  );
  if (!checked.ok) return checked;
  const { price = latest.price, quantity } = checked.value;
  if (quantity <= order.filled) return denied('ORDER_REPLACE_BELOW_FILLED', 'quantity');
  const broken = notionalDenial(instrument, price, quantity);
  if (broken !== undefined) return broken;

  const requestRevision = state.revision + 1;
  const pending = [...order.pending, { requestRevision, price, quantity }];
  const hold = holdOf({ ...order, pending });
  const holdAsset = holdAssetOf(order);
  if (hold - order.hold > freeOf(state, holdAsset)) {
    return denied('RISK_INSUFFICIENT_FUNDS', 'quantity');
  }
  const { symbol } = order.asked;
  const terms = { orderId, symbol, price, quantity, holdAsset, hold };
  return ok([{ type: 'OrderReplaceRequested', at, receivedAt, ...terms, ...keyOf(command) }]);
}

function cancelOrders(command: CancelOrders, at: OpenAccount['at']): Decided {
  const scope: { symbol?: MarketSymbol } =
    command.symbol === undefined ? {} : { symbol: command.symbol };
  const { receivedAt } = command;
  return ok([{ type: 'OrdersCancelRequested', at, receivedAt, ...scope, ...keyOf(command) }]);
}

function keyOf({ idempotencyKey }: CancelOrder | ReplaceOrder | CancelOrders) {
  return idempotencyKey === undefined ? {} : { idempotencyKey };
}
