import { type Catalogue, marketIn } from '@truetape/codec';
import type {
  AccountCommand,
  AccountEvent,
  OrderClosed,
  OrderPlaced,
  OrderReplaceSettled,
  TradeSettled,
} from '@truetape/domain';

type Settlement = TradeSettled | OrderClosed | OrderReplaceSettled;

/** What somebody must have asked of an account, when this event of its stream came of it. */
export function commandOf(
  event: Exclude<AccountEvent, Settlement>,
  accountId: string,
  catalogue: Catalogue,
): AccountCommand {
  switch (event.type) {
    case 'AccountOpened':
      return { type: 'OpenAccount', accountId };
    case 'FundsDeposited':
    case 'FundsWithdrawn': {
      const { asset, amount, reference } = event;
      const type = event.type === 'FundsDeposited' ? 'Deposit' : 'Withdraw';
      return { type, asset, amount, reference };
    }
    case 'OrderPlaced':
      return placeOrderOf(event, catalogue);
    case 'OrderCancelRequested': {
      const { receivedAt, orderId } = event;
      return { type: 'CancelOrder', receivedAt, orderId, ...keyOf(event) };
    }
    case 'OrderReplaceRequested': {
      const { receivedAt, orderId, price, quantity, symbol } = event;
      const { instrument } = marketIn(catalogue, symbol);
      const terms = { orderId, price, quantity, instrument };
      return { type: 'ReplaceOrder', receivedAt, ...terms, ...keyOf(event) };
    }
    case 'OrdersCancelRequested': {
      const { receivedAt, symbol } = event;
      const scope = symbol === undefined ? {} : { symbol };
      return { type: 'CancelOrders', receivedAt, ...scope, ...keyOf(event) };
    }
  }
}

/** The reference price is taken from the event: which trade was the last one then, only its decider knew. */
function placeOrderOf(event: OrderPlaced, catalogue: Catalogue): AccountCommand {
  const { receivedAt, clientOrderId, terms, protection } = event;
  const { instrument } = marketIn(catalogue, terms.symbol);
  const market =
    protection === undefined
      ? { instrument }
      : { instrument, referencePrice: protection.reference };
  return { type: 'PlaceOrder', receivedAt, clientOrderId, terms, market };
}

function keyOf({ idempotencyKey }: { readonly idempotencyKey?: string }) {
  return idempotencyKey === undefined ? {} : { idempotencyKey };
}
