import type { Request } from '@truetape/accounts';
import {
  depositCommand,
  openAccountCommand,
  placeOcoCommand,
  placeOrderCommand,
  replaceOrderCommand,
  setLimitsCommand,
  silenceTimerCommand,
  transferCommand,
  withdrawCommand,
} from '@truetape/command-api/commands';
import type { OrderDesk } from '../world/order-desk.ts';
import type { AskType, OneAsk } from './ask.ts';

type ToCommand<Type extends AskType> = (ask: OneAsk<Type>, desk: OrderDesk) => Request['command'];

/** What each request becomes where it arrives: the translation that the write edge does, without its HTTP. */
const COMMANDS: { readonly [Type in AskType]: ToCommand<Type> } = {
  OpenAccount: ({ accountId, ownerGroup }, { accounts }) =>
    openAccountCommand(accountId, ownerGroup, accounts),
  Deposit: ({ body }, { accounts }) => depositCommand(body, accounts.catalogue),
  Withdraw: ({ body }, { accounts }) => withdrawCommand(body, accounts.catalogue),
  Transfer: ({ body }, { accounts }) => transferCommand(body, accounts),
  ApproveWithdrawal: ({ type, withdrawalId, idempotencyKey }, { now }) => ({
    type,
    receivedAt: now(),
    withdrawalId,
    ...keyOf(idempotencyKey),
  }),
  RejectWithdrawal: ({ type, withdrawalId, reason, idempotencyKey }, { now }) => ({
    type,
    receivedAt: now(),
    withdrawalId,
    reason,
    ...keyOf(idempotencyKey),
  }),
  TripKillSwitch: ({ type, reason, idempotencyKey }, { now }) => ({
    type,
    receivedAt: now(),
    reason,
    ...keyOf(idempotencyKey),
  }),
  ReleaseKillSwitch: ({ type, reason, idempotencyKey }, { now }) => ({
    type,
    receivedAt: now(),
    reason,
    ...keyOf(idempotencyKey),
  }),
  ChangeStatus: ({ type, status, reason, idempotencyKey }, { now }) => ({
    type,
    receivedAt: now(),
    status,
    reason,
    ...keyOf(idempotencyKey),
  }),
  SetLimits: ({ body, idempotencyKey }, { accounts, now }) => ({
    ...setLimitsCommand(body, now(), accounts.catalogue),
    ...keyOf(idempotencyKey),
  }),
  SetSilenceTimer: ({ timeoutMs }, { now }) => silenceTimerCommand(timeoutMs, now()),
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
