import type { PlaceOrder } from '@truetape/contracts';
import type { Ask, AskType, MoveFunds, OneAsk } from '../workload/ask.ts';
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
    closed(account) ??
    DELISTED[model.venue.isDelisted(body.asset)] ??
    amountProblem(body, model) ??
    'new',
  Withdraw: ({ body }, account, model) =>
    byReference(account, body.reference, `out ${body.asset} ${plain(body.amount)}`) ??
    closed(account) ??
    amountProblem(body, model) ??
    fundsProblem(body, account) ??
    'new',
  Transfer: ({ body }, account, model) => {
    const content = `to ${body.to} ${body.asset} ${plain(body.amount)}`;
    return (
      byReference(account, body.reference, content) ??
      closed(account) ??
      recipientProblem(body.to, account, model) ??
      DELISTED[model.venue.isDelisted(body.asset)] ??
      amountProblem(body, model) ??
      fundsProblem(body, account) ??
      'new'
    );
  },
  ApproveWithdrawal: ({ withdrawalId, idempotencyKey }, account) =>
    byKey(account, idempotencyKey, `approve ${withdrawalId}`) ??
    closed(account) ??
    (account.withdrawals.has(withdrawalId) ? 'new' : 'LEDGER_WITHDRAWAL_NOT_FOUND'),
  RejectWithdrawal: ({ withdrawalId, reason, idempotencyKey }, account) =>
    byKey(account, idempotencyKey, `reject ${withdrawalId} ${reason}`) ??
    closed(account) ??
    (account.withdrawals.has(withdrawalId) ? 'new' : 'LEDGER_WITHDRAWAL_NOT_FOUND'),
  TripKillSwitch: ({ reason, idempotencyKey }, account) =>
    byKey(account, idempotencyKey, `trip ${reason}`) ?? closed(account) ?? 'new',
  ReleaseKillSwitch: ({ reason, idempotencyKey }, account) =>
    byKey(account, idempotencyKey, `release ${reason}`) ??
    closed(account) ??
    (account.isKilled ? 'new' : 'KILL_SWITCH_NOT_TRIPPED'),
  ChangeStatus: ({ status, reason, idempotencyKey }, account) =>
    byKey(account, idempotencyKey, `status ${status} ${reason}`) ??
    closed(account) ??
    statusChangeProblem(status, account) ??
    'new',
  SetSilenceTimer: ({ timeoutMs }, account) => {
    // Who was heard a moment ago says nothing new; how long ago, its process knows.
    if (account.silence?.timeoutMs === timeoutMs) return 'any';
    const isAllowed = timeoutMs === 0 || (timeoutMs >= 1_000 && timeoutMs <= 86_400_000);
    return closed(account) ?? (isAllowed ? 'new' : 'ACCOUNT_SILENCE_TIMEOUT');
  },
  PlaceOrder: ({ body }, account, model) => {
    const known = account.named.get(body.clientOrderId);
    if (known !== undefined) return isSameOrder(known, body) ? 'repeat' : 'ORDER_DUPLICATE_ID';
    return closed(account) ?? problemOf([body], account, model);
  },
  PlaceOco: ({ body }, account, model) => {
    const legs = legsOf(body);
    const [first, second] = legs.map((leg) => account.named.get(leg.clientOrderId));
    if (first === undefined && second === undefined) {
      return closed(account) ?? problemOf(legs, account, model);
    }
    const isSame =
      first !== undefined &&
      second !== undefined &&
      first.placed.partnerId === second.orderId &&
      isSameOrder(first, legs[0], true) &&
      isSameOrder(second, legs[1], true);
    return isSame ? 'repeat' : 'ORDER_DUPLICATE_ID';
  },
  CancelOrder: ({ orderId, idempotencyKey }, account) =>
    byKey(account, idempotencyKey, `cancel ${orderId}`) ??
    closed(account) ??
    statusProblem(account, orderId) ??
    'new',
  CancelOrders: ({ symbol, idempotencyKey }, account) =>
    byKey(account, idempotencyKey, `cancel all ${symbol ?? ''}`) ?? closed(account) ?? 'new',
  ReplaceOrder: (ask, account, model) =>
    byKeyOfReplace(ask, account) ??
    closed(account) ??
    statusProblem(account, ask.orderId) ??
    entryProblem(account.orders.get(ask.orderId)?.placed.symbol ?? '', account, model) ??
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
function problemOf(legs: readonly PlaceOrder[], account: ModelAccount, model: Model): Verdict {
  const { venue } = model;
  const [{ symbol } = { symbol: '' }] = legs;
  const refused = entryProblem(symbol, account, model);
  if (refused !== undefined) return refused;
  const instrument = venue.instruments.get(symbol);
  if (instrument === undefined) return 'ORDER_UNKNOWN_SYMBOL';
  const gone = DELISTED[venue.isGone(instrument)];
  if (gone !== undefined) return gone;
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

const closed = ({ status }: ModelAccount): Verdict | undefined =>
  status === 'closed' ? 'ACCOUNT_CLOSED' : undefined;

/** What reduces a position is not reckoned here. */
function entryProblem(
  symbol: string,
  account: ModelAccount,
  { venue }: Model,
): Verdict | undefined {
  if (account.status === 'reduce-only') return 'any';
  if (account.isKilled) return 'RISK_KILL_SWITCH';
  return KILLED[venue.isKilled(symbol)];
}

const DELISTED = { no: undefined, perhaps: 'any', yes: 'LEDGER_ASSET_DELISTED' } as const;
const KILLED = { no: undefined, perhaps: 'any', yes: 'RISK_KILL_SWITCH' } as const;

function statusChangeProblem(
  to: ModelAccount['status'],
  { status, openOrders, balances }: ModelAccount,
): Verdict | undefined {
  if (to === status) return 'ACCOUNT_STATUS';
  const isEmpty =
    openOrders.size === 0 && [...balances.values()].every(({ total }) => total === 0n);
  return to === 'closed' && !isEmpty ? 'ACCOUNT_NOT_EMPTY' : undefined;
}

function recipientProblem(to: string, account: ModelAccount, model: Model): Verdict | undefined {
  if (to === account.accountId) return 'LEDGER_SAME_ACCOUNT';
  return RECIPIENT[model.takesMoney(to)];
}

const RECIPIENT = { no: 'LEDGER_UNKNOWN_RECIPIENT', perhaps: 'any', yes: undefined } as const;

const fundsProblem = ({ asset, amount }: MoveFunds, account: ModelAccount) =>
  account.free(asset) < atto(amount) ? 'RISK_INSUFFICIENT_FUNDS' : undefined;

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

function amountProblem({ asset, amount }: MoveFunds, { venue }: Model): Verdict | undefined {
  const unit = venue.units.get(asset);
  if (unit === undefined) return 'LEDGER_UNKNOWN_ASSET';
  const value = atto(amount);
  return value <= 0n || value % unit !== 0n ? 'LEDGER_AMOUNT' : undefined;
}

/** As the wire writes it. */
const plain = (amount: string) => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);
