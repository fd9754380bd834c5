import type { Request } from '@truetape/accounts';
import {
  placeOcoCommand,
  placeOrderCommand,
  replaceOrderCommand,
  transferCommand,
} from '@truetape/command-api/commands';
import type { OrderDesk } from '../world/order-desk.ts';
import type { AskType, OneAsk } from './ask.ts';

type ToCommand<Type extends AskType> = (ask: OneAsk<Type>, desk: OrderDesk) => Request['command'];

/** What each request becomes where it arrives: the translation that the write edge does, without its HTTP. */
const COMMANDS: { readonly [Type in AskType]: ToCommand<Type> } = {
  OpenAccount: ({ accountId }) => ({ type: 'OpenAccount', accountId }),
  Deposit: ({ body }, { accounts }) => transferCommand('Deposit', body, accounts.catalogue),
  Withdraw: ({ body }, { accounts }) => transferCommand('Withdraw', body, accounts.catalogue),
  PlaceOrder: ({ body }, { accounts, now }) => placeOrderCommand(body, now(), accounts),
  PlaceOco: ({ body }, { accounts, now }) => placeOcoCommand(body, now(), accounts),
  CancelOrder: ({ orderId, idempotencyKey }, { now }) => ({
    type: 'CancelOrder',
    receivedAt: now(),
    orderId,
    ...keyOf(idempotencyKey),
  }),
  ReplaceOrder: ({ accountId, orderId, body, idempotencyKey }, { accounts, now }) => {
    const symbol = accounts.viewOrder(accountId, orderId)?.symbol;
    const replace = replaceOrderCommand(orderId, symbol, body, now(), accounts.catalogue);
    return { ...replace, ...keyOf(idempotencyKey) };
  },
  CancelOrders: ({ symbol, idempotencyKey }, { now }) => ({
    type: 'CancelOrders',
    receivedAt: now(),
    ...(symbol === undefined ? {} : { symbol }),
    ...keyOf(idempotencyKey),
  }),
};

export function commandOf<Type extends AskType>(ask: OneAsk<Type>, desk: OrderDesk) {
  return (COMMANDS[ask.type] as ToCommand<Type>)(ask, desk);
}

const keyOf = (idempotencyKey: string | undefined) =>
  idempotencyKey === undefined ? {} : { idempotencyKey };
