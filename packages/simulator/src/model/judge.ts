import type { Ask, AskType, MoveFunds, OneAsk } from '../workload/ask.ts';
import { atto } from './decimal.ts';
import type { Model } from './model.ts';
import type { KnownRequest, ModelAccount } from './model-account.ts';
import { isSameOrder } from './order-rules.ts';
import { legsOf, placeProblems } from './place-rules.ts';
import { plain } from './plain.ts';
import { verdictsOf } from './problem.ts';
import { replaceProblems } from './replace-rules.ts';
import { whenOf } from './risk/intents.ts';
import { isLimiting, limitsText } from './risk/limits-asked.ts';

/**
 * What may be answered to a request, as things are: `new` (something is appended), `repeat`, or the code of its denial.
 * `any`: it depends on what only the process knows that decides, its time or how far it has read.
 */
export type Verdict = string;

type Judge<Type extends AskType> = (
  ask: OneAsk<Type>,
  account: ModelAccount,
  model: Model,
  arrivedMs: number,
) => Verdict | readonly Verdict[];

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
  PlaceOrder: ({ body }, account, model, arrivedMs) => {
    const known = account.named.get(body.clientOrderId);
    if (known !== undefined) return isSameOrder(known, body) ? 'repeat' : 'ORDER_DUPLICATE_ID';
    const when = whenOf(account, arrivedMs);
    return closed(account) ?? verdictsOf(placeProblems([body], account, model, when));
  },
  PlaceOco: ({ body }, account, model, arrivedMs) => {
    const legs = legsOf(body);
    const [first, second] = legs.map((leg) => account.named.get(leg.clientOrderId));
    if (first === undefined && second === undefined) {
      const when = whenOf(account, arrivedMs);
      return closed(account) ?? verdictsOf(placeProblems(legs, account, model, when));
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
  ReplaceOrder: (ask, account, model, arrivedMs) => {
    const refused = byKeyOfReplace(ask, account) ?? closed(account);
    const order = account.orders.get(ask.orderId);
    if (refused !== undefined) return refused;
    if (order === undefined) return 'ORDER_NOT_FOUND';
    if (order.status !== 'open') return 'ORDER_CLOSED';
    const when = whenOf(account, arrivedMs);
    return verdictsOf(replaceProblems(order, ask, account, model, when));
  },
  SetLimits: ({ body, idempotencyKey }, account, { venue }) => {
    const { scope = 'account' } = body;
    return (
      byKey(account, idempotencyKey, limitsText(scope, body)) ??
      closed(account) ??
      (scope === 'group' && !account.isLeader ? 'LIMITS_NOT_LEADER' : undefined) ??
      (isLimiting(body, venue) ? 'new' : 'LIMITS_INVALID')
    );
  },
};

/** @param arrivedMs when the request was with a process, by the clock of whoever asks */
export function judge(ask: Ask, model: Model, arrivedMs: number): readonly Verdict[] {
  const account = model.accounts.get(ask.accountId);
  if (account !== undefined) {
    return [(JUDGES[ask.type] as Judge<AskType>)(ask, account, model, arrivedMs)].flat();
  }
  return ask.type === 'OpenAccount' ? openingVerdicts(ask, model) : ['ACCOUNT_NOT_FOUND'];
}

/** Who leads a group may have been opened a moment ago, and its process not have read of it. */
function openingVerdicts({ ownerGroup }: OneAsk<'OpenAccount'>, { accounts }: Model) {
  if (ownerGroup === undefined) return ['new'];
  const isLed = accounts.get(ownerGroup)?.isLeader === true;
  return isLed ? ['new', 'ACCOUNT_UNKNOWN_GROUP'] : ['ACCOUNT_UNKNOWN_GROUP'];
}

const closed = ({ status }: ModelAccount): Verdict | undefined =>
  status === 'closed' ? 'ACCOUNT_CLOSED' : undefined;

const DELISTED = { no: undefined, perhaps: 'any', yes: 'LEDGER_ASSET_DELISTED' } as const;

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
