import type { PlaceOrder } from '@truetape/contracts';
import type { Ask, AskType, OneAsk } from '../workload/ask.ts';
import { atto } from './decimal.ts';
import type { Model } from './model.ts';
import type { KnownRequest, ModelAccount } from './model-account.ts';
import { holdAsset, holdOf } from './model-order.ts';
import { draftOf, formProblem, isSameOrder, valueProblem } from './order-rules.ts';
import { replaceProblem } from './replace-rules.ts';

/**
 * What may be answered to a request, as things are: `new` (something is appended), `repeat`, or the code of its denial.
 * `any`: it depends on what only the process knows that decides, its time or how far it has read.
 */
export type Verdict = string;

type Judge<Type extends AskType> = (
  ask: OneAsk<Type>,
  account: ModelAccount,
  model: Model,
) => Verdict;

/** The rules of each request in the order in which they are asked; the first that is broken is the answer. */
const JUDGES: { readonly [Type in AskType]: Judge<Type> } = {
  OpenAccount: () => 'ACCOUNT_EXISTS',
  Deposit: ({ body }, account, model) =>
    byReference(account, body.reference, `in ${body.asset} ${plain(body.amount)}`) ??
    amountProblem(body, model) ??
    'new',
  Withdraw: ({ body }, account, model) =>
    byReference(account, body.reference, `out ${body.asset} ${plain(body.amount)}`) ??
    amountProblem(body, model) ??
    (account.free(body.asset) < atto(body.amount) ? 'RISK_INSUFFICIENT_FUNDS' : 'new'),
  PlaceOrder: ({ body }, account, model) => {
    const known = account.named.get(body.clientOrderId);
    if (known !== undefined) return isSameOrder(known, body) ? 'repeat' : 'ORDER_DUPLICATE_ID';
    return problemOf([body], account, model);
  },
  PlaceOco: ({ body }, account, model) => {
    const legs = legsOf(body);
    const [first, second] = legs.map((leg) => account.named.get(leg.clientOrderId));
    if (first === undefined && second === undefined) return problemOf(legs, account, model);
    const isSame =
      first !== undefined &&
      second !== undefined &&
      first.placed.partnerId === second.orderId &&
      isSameOrder(first, legs[0], true) &&
      isSameOrder(second, legs[1], true);
    return isSame ? 'repeat' : 'ORDER_DUPLICATE_ID';
  },
  CancelOrder: ({ orderId, idempotencyKey }, account) =>
    byKey(account, idempotencyKey, `cancel ${orderId}`) ?? statusProblem(account, orderId) ?? 'new',
  CancelOrders: ({ symbol, idempotencyKey }, account) =>
    byKey(account, idempotencyKey, `cancel all ${symbol ?? ''}`) ?? 'new',
  ReplaceOrder: (ask, account) =>
    byKeyOfReplace(ask, account) ??
    statusProblem(account, ask.orderId) ??
    replaceProblem(ask, account) ??
    'new',
};

export function judge(ask: Ask, model: Model): Verdict {
  const account = model.accounts.get(ask.accountId);
  if (account === undefined) return ask.type === 'OpenAccount' ? 'new' : 'ACCOUNT_NOT_FOUND';
  return (JUDGES[ask.type] as Judge<AskType>)(ask, account, model);
}

export function legsOf(body: OneAsk<'PlaceOco'>['body']): readonly [PlaceOrder, PlaceOrder] {
  const { limit, stop, ...shared } = body;
  return [
    { ...shared, ...limit, type: 'limit' },
    { ...shared, ...stop },
  ];
}

/** Why an order, or a pair of them, is denied. */
function problemOf(legs: readonly PlaceOrder[], account: ModelAccount, { venue }: Model): Verdict {
  const [{ symbol } = { symbol: '' }] = legs;
  const instrument = venue.instruments.get(symbol);
  if (instrument === undefined) return 'ORDER_UNKNOWN_SYMBOL';
  if (legs.some(formProblem)) return 'ORDER_TERMS';
  for (const leg of legs) {
    const problem = valueProblem(leg, instrument, venue.lastPrices.get(symbol));
    if (problem !== undefined) return problem;
  }
  const [first, second] = legs.map((leg, index) => draftOf(leg, instrument, index));
  if (first === undefined) return 'any';
  if (second !== undefined) {
    first.partner = second;
    second.partner = first;
  }
  const hold = holdOf(first) + (second === undefined ? 0n : holdOf(second));
  return hold > account.free(holdAsset(first)) ? 'RISK_INSUFFICIENT_FUNDS' : 'new';
}

function byReference(account: ModelAccount, name: string, content: string): Verdict | undefined {
  const known = account.references.get(name);
  if (known === undefined) return undefined;
  return known.content === content ? 'repeat' : 'LEDGER_DUPLICATE_REFERENCE';
}

function byKey(
  account: ModelAccount,
  name: string | undefined,
  content: KnownRequest['content'],
): Verdict | undefined {
  const known = name === undefined ? undefined : account.keys.get(name);
  if (known === undefined) return undefined;
  return known.content === content ? 'repeat' : 'REQUEST_KEY_REUSED';
}

/** What a replace leaves out is as it was when it was asked for. */
function byKeyOfReplace(
  { orderId, body, idempotencyKey = '' }: OneAsk<'ReplaceOrder'>,
  account: ModelAccount,
): Verdict | undefined {
  const [, , price = '', quantity = ''] =
    account.keys.get(idempotencyKey)?.content.split(' ') ?? [];
  const terms = [plain(body.price ?? price), plain(body.quantity ?? quantity)];
  return byKey(account, idempotencyKey, `replace ${orderId} ${terms.join(' ')}`);
}

function statusProblem(account: ModelAccount, orderId: string): Verdict | undefined {
  const order = account.orders.get(orderId);
  if (order === undefined) return 'ORDER_NOT_FOUND';
  return order.status === 'open' ? undefined : 'ORDER_CLOSED';
}

function amountProblem(
  { asset, amount }: OneAsk<'Deposit'>['body'],
  { venue }: Model,
): Verdict | undefined {
  const unit = venue.units.get(asset);
  if (unit === undefined) return 'LEDGER_UNKNOWN_ASSET';
  const value = atto(amount);
  return value <= 0n || value % unit !== 0n ? 'LEDGER_AMOUNT' : undefined;
}

/** As the wire writes it. */
const plain = (amount: string) => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);
