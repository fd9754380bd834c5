import type { Request } from '@truetape/accounts';
import type { PlaceOco, PlaceOrder, ReplaceOrder } from '@truetape/contracts';
import { values } from '@truetape/contracts';
import { failed, ok } from '@truetape/kernel';
import {
  type Answered,
  commandAnswer,
  type Done,
  ocoAnswer,
  orderAnswer,
  refused,
} from './answers.ts';
import type { AskingTrader } from './asker.ts';
import { ask, type DeskOptions, matchedAnswer } from './desk.ts';
import { accountOf, placeOcoCommand, placeOrderCommand, replaceOrderCommand } from './translate.ts';

/** What a trader may add to a command, by a header of HTTP or a member of a message. */
export interface Asking {
  readonly idempotencyKey?: string | undefined;
  /** Wait so long for the market. */
  readonly waitMs?: number | undefined;
}

/**
 * What traders ask of orders, once it has the right form. All of these hand their command over before they return, so
 * what is asked for in one turn of the event loop is decided in that order and shares an append.
 */
export function place(
  desk: DeskOptions,
  trader: AskingTrader,
  order: PlaceOrder,
  { waitMs }: Asking,
): Promise<Answered> {
  const command = placeOrderCommand(order, desk.now(), desk.accounts);
  return askMarket(desk, trader, command, orderAnswer, { waitMs, ...PLACED });
}

export function placeOco(
  desk: DeskOptions,
  trader: AskingTrader,
  pair: PlaceOco,
  { waitMs }: Asking,
): Promise<Answered> {
  const command = placeOcoCommand(pair, desk.now(), desk.accounts);
  return askMarket(desk, trader, command, ocoAnswer, { waitMs, ...PLACED });
}

export async function replace(
  desk: DeskOptions,
  trader: AskingTrader,
  orderId: string,
  terms: ReplaceOrder,
  { waitMs, ...asking }: Asking,
): Promise<Answered> {
  if (!isOwn(trader, orderId)) return notTheirs(trader, orderId);
  const { accounts, now } = desk;
  const receivedAt = now();
  const reckon = () => {
    const symbol = accounts.viewOrder(trader.accountId, orderId)?.symbol;
    const command = replaceOrderCommand(orderId, symbol, terms, receivedAt, accounts.catalogue);
    return { ...command, ...keyIn(asking) };
  };
  return askMarket(desk, trader, reckon(), orderAnswer, { waitMs, ...CHANGED }, reckon);
}

export async function cancel(
  desk: DeskOptions,
  trader: AskingTrader,
  orderId: string,
  { waitMs, ...asking }: Asking,
): Promise<Answered> {
  if (!isOwn(trader, orderId)) return notTheirs(trader, orderId);
  const keyed = { type: 'CancelOrder', receivedAt: desk.now(), orderId, ...keyIn(asking) } as const;
  return askMarket(desk, trader, keyed, orderAnswer, { waitMs, ...CHANGED });
}

/** @param symbol of the one market; undefined for all */
export async function cancelAll(
  desk: DeskOptions,
  trader: AskingTrader,
  symbol: string | undefined,
  asking: Asking,
): Promise<Answered> {
  if (symbol !== undefined && !desk.accounts.catalogue.markets.has(symbol)) {
    return failed({ code: 'ORDER_UNKNOWN_SYMBOL', field: 'symbol' });
  }
  const scope = symbol === undefined ? {} : { symbol };
  const receivedAt = desk.now();
  const command = { type: 'CancelOrders', receivedAt, ...scope, ...keyIn(asking) } as const;
  const answer = await ask(desk, trader, trader.accountId, command);
  if (answer.kind !== 'done') return refused(answer);
  return ok({ status: 202, body: commandAnswer(answer) });
}

/** The status of an answer that the market is in, and of one that it is not asked for. */
interface Statuses {
  readonly matched: number;
  readonly taken: number;
}
const PLACED: Statuses = { matched: 201, taken: 201 };
const CHANGED: Statuses = { matched: 200, taken: 202 };

/** Answers at once, or, where the trader waits, with what the market made of it: 202 where it did not in time. */
async function askMarket(
  desk: DeskOptions,
  trader: AskingTrader,
  command: Request['command'],
  bodyOf: (done: Done) => object,
  { waitMs, matched, taken }: Statuses & Pick<Asking, 'waitMs'>,
  reckon?: Request['reckon'],
): Promise<Answered> {
  const answer = await ask(desk, trader, trader.accountId, command, reckon);
  if (answer.kind !== 'done') return refused(answer);
  if (waitMs === undefined) return ok({ status: taken, body: bodyOf(answer) });
  const inTime = await matchedAnswer(desk, answer, waitMs);
  return inTime === undefined
    ? ok({ status: 202, body: bodyOf(answer) })
    : ok({ status: matched, body: bodyOf(inTime) });
}

/** As one that there is not. */
function notTheirs({ onForeign }: AskingTrader, orderId: string): Answered {
  if (values.orderId.safeParse(orderId).success) onForeign();
  return failed({ code: 'ORDER_NOT_FOUND' });
}

const isOwn = ({ accountId }: AskingTrader, orderId: string) =>
  values.orderId.safeParse(orderId).success && accountOf(orderId) === accountId;

const keyIn = ({ idempotencyKey }: Asking) =>
  idempotencyKey === undefined ? {} : { idempotencyKey };
