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
import type { Ask, AskType, OneAsk } from './ask.ts';

type ToCommand<Type extends AskType> = (ask: OneAsk<Type>, desk: OrderDesk) => Request['command'];

/** What each request becomes where it arrives: the translation that the write edge does, without its HTTP. */
const COMMANDS: { readonly [Type in AskType]: ToCommand<Type> } = {
  OpenAccount: ({ accountId, ownerGroup }, { accounts }) =>
    openAccountCommand(accountId, ownerGroup, accounts),
  Deposit: ({ body }, { accounts }) => depositCommand(body, accounts.catalogue),
  Withdraw: ({ body }, { accounts }) => withdrawCommand(body, accounts.catalogue),
  Transfer: ({ body }, { accounts }) => transferCommand(body, accounts),
  ApproveWithdrawal: asIs,
  RejectWithdrawal: asIs,
  TripKillSwitch: asIs,
  ReleaseKillSwitch: asIs,
  ChangeStatus: asIs,
  SetLimits: ({ body, idempotencyKey }, { accounts, now }) => ({
    ...setLimitsCommand(body, now(), accounts.catalogue),
    ...keyOf(idempotencyKey),
  }),
  SetSilenceTimer: ({ timeoutMs }, { now }) => silenceTimerCommand(timeoutMs, now()),
  PlaceOrder: ({ body }, { accounts, now }) => placeOrderCommand(body, now(), accounts),
  PlaceOco: ({ body }, { accounts, now }) => placeOcoCommand(body, now(), accounts),
  CancelOrder: asIs,
  ReplaceOrder: ({ accountId, orderId, body, idempotencyKey }, { accounts, now }) => {
    const symbol = accounts.viewOrder(accountId, orderId)?.symbol;
    const replace = replaceOrderCommand(orderId, symbol, body, now(), accounts.catalogue);
    return { ...replace, ...keyOf(idempotencyKey) };
  },
  CancelOrders: asIs,
};

export function commandOf<Type extends AskType>(ask: OneAsk<Type>, desk: OrderDesk) {
  return (COMMANDS[ask.type] as ToCommand<Type>)(ask, desk);
}

/** What it says is what its command says. */
function asIs<One extends Ask>({ accountId: _, ...command }: One, { now }: OrderDesk) {
  return { ...command, receivedAt: now() };
}

const keyOf = (idempotencyKey: string | undefined) =>
  idempotencyKey === undefined ? {} : { idempotencyKey };
