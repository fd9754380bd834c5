import type { Answer, Done } from '@truetape/accounts';
import type { Operated } from '@truetape/command-api/commands';
import type { Order } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { saysWhatWasAsked } from '../model/asked.ts';
import { judge, type Verdict } from '../model/judge.ts';
import type { Model } from '../model/model.ts';
import { boundWith } from '../model/risk/bound.ts';
import type { History } from '../store/history.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import { holds, Violation } from '../violation.ts';
import type { Ask, AskType, OneAsk } from '../workload/ask.ts';
import type { Witness } from '../workload/client.ts';
import type { Life } from '../world/life.ts';

/** A request that a process has, and what may have been answered to it since then. */
interface Pending {
  readonly ask: Ask;
  readonly correlationId: string;
  readonly arrivedMs: number;
  readonly verdicts: Set<Verdict>;
  /** Of the process that has it: a dead one answers nothing. */
  readonly by: Life;
  /** Position of the last event that the model had read when it was judged. */
  judgedAt: number;
}

/**
 * Judges every answer at the moment when it leaves its process: what it says is done is on disk, under that hash; and what it
 * says, accepted or denied, was right at some moment since the request came.
 */
export class AnswerCheck implements Witness {
  readonly #model: Model;
  readonly #history: History;
  readonly #pending = new Map<string, Set<Pending>>();
  /** Codes of denials and of failures that were answered. */
  readonly codes = new Map<string, number>();

  readonly #time: VirtualTime;
  readonly #onViolation: (violation: unknown) => void;

  constructor(
    model: Model,
    history: History,
    time: VirtualTime,
    onViolation: (violation: unknown) => void,
  ) {
    this.#model = model;
    this.#time = time;
    this.#history = history;
    this.#onViolation = onViolation;
  }

  arrived(ask: Ask, correlationId: string, by: Life): (answer: Answer) => void {
    const arrivedMs = this.#time.nowMs;
    const pending: Pending = {
      ask,
      correlationId,
      by,
      arrivedMs,
      verdicts: new Set(),
      judgedAt: -1,
    };
    this.#judge(pending);
    let others = this.#pending.get(ask.accountId);
    if (others === undefined) {
      others = new Set();
      this.#pending.set(ask.accountId, others);
    }
    others.add(pending);
    return (answer) => {
      this.#pending.get(ask.accountId)?.delete(pending);
      // A market that has traded meanwhile may have changed the answer, and the account not.
      this.#judge(pending);
      try {
        this.#check(pending, answer);
      } catch (violation) {
        this.#onViolation(violation);
      }
    };
  }

  matched({ status, symbol }: Order, { receipt: { stream, revision } }: Done): void {
    const isTold = this.#model.markets.hasAnswered(symbol, stream, revision);
    if (isTold && status !== 'pending') return;
    const what = `${stream} ${revision} in ${symbol}, where its order is ${status}`;
    this.#onViolation(new Violation('who waits for a market is told when it has answered', what));
  }

  /** What an operator is told is done is on disk. */
  operated(operated: Operated): void {
    if (!operated.ok) {
      this.#count(operated.failure.code);
      return;
    }
    const { stream, revision, hash } = operated.value.receipt;
    if (this.#history.at(stream, revision)?.hash === hash) return;
    const what = `${stream} ${revision} was, for an operator`;
    this.#onViolation(new Violation('nothing is acknowledged before it is on disk', what));
  }

  /** The account is another one now, and so may be the answers to what it is asked. */
  changed(accountId: string, event: RecordedEvent): void {
    const account = this.#model.accounts.get(accountId);
    for (const pending of this.#pending.get(accountId) ?? []) {
      const { ask, correlationId } = pending;
      this.#judge(pending);
      if (event.correlationId !== correlationId || event.actor === undefined) continue;
      holds(
        account === undefined || saysWhatWasAsked(ask, event, account),
        'an event says what was asked',
        () => {
          return `${event.type} ${JSON.stringify(event.data)} for ${JSON.stringify(ask)}`;
        },
      );
    }
  }

  /** What is asked of others of its owner group depends on it, where limits bind them together. */
  changedBeside(accountId: string): void {
    const account = this.#model.accounts.get(accountId);
    if (account === undefined || this.#pending.size < 2) return;
    for (const { accountId: other } of boundWith(account, this.#model)) {
      for (const pending of this.#pending.get(other) ?? []) this.#judge(pending);
    }
  }

  /** Something is another for all accounts: so may be the answers to what any of them is asked. */
  changedForAll(): void {
    for (const others of this.#pending.values()) for (const pending of others) this.#judge(pending);
  }

  /** What follows from the same events is the same. */
  #judge(pending: Pending): void {
    const { ask, by, arrivedMs, verdicts } = pending;
    const { head } = this.#history;
    if (pending.judgedAt === head || !by.isAlive || verdicts.has('any')) return;
    pending.judgedAt = head;
    for (const verdict of judge(ask, this.#model, arrivedMs)) verdicts.add(verdict);
  }

  #check({ ask, correlationId, verdicts }: Pending, answer: Answer): void {
    if (answer.kind === 'failed') {
      this.#count(answer.code);
      return;
    }
    if (answer.kind === 'denied') this.#count(answer.denial.code);
    else this.#checkReceipt(ask, answer, correlationId);
    const verdict =
      answer.kind === 'denied' ? answer.denial.code : answer.repeated ? 'repeat' : 'new';
    holds(verdicts.has(verdict) || verdicts.has('any'), 'an answer is right', () => {
      const expected = [...verdicts].join(' or ');
      return `${JSON.stringify(ask)} was answered ${verdict}, expected ${expected}`;
    });
  }

  #checkReceipt(ask: Ask, { receipt, position, repeated }: Done, correlationId: string): void {
    const { stream, revision, hash } = receipt;
    const event = this.#history.at(stream, revision);
    const isStored = event?.hash === hash && event.position === position;
    holds(isStored, 'nothing is acknowledged before it is on disk', () => {
      return `${stream} ${revision} was, for ${JSON.stringify(ask)}`;
    });
    const isOfIt = repeated || event.correlationId === correlationId;
    holds(isOfIt && isEffectOf(ask, event), 'a receipt names what the request made', () => {
      return `${event.type} ${JSON.stringify(event.data)} for ${JSON.stringify(ask)}`;
    });
  }

  #count(code: string): void {
    this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
  }
}

/** What each request appends last, and the member that says it is that one. */
const EFFECTS: {
  readonly [Type in AskType]: (
    ask: OneAsk<Type>,
  ) => readonly [type: string, name: string, is: unknown];
} = {
  OpenAccount: ({ accountId }) => ['AccountOpened', 'accountId', accountId],
  Deposit: ({ body }) => ['FundsDeposited', 'reference', body.reference],
  Withdraw: ({ body }) => ['WithdrawalRequested', 'reference', body.reference],
  Transfer: ({ body }) => ['TransferSent', 'reference', body.reference],
  ApproveWithdrawal: ({ withdrawalId }) => ['FundsWithdrawn', 'withdrawalId', withdrawalId],
  RejectWithdrawal: ({ withdrawalId }) => ['WithdrawalRejected', 'withdrawalId', withdrawalId],
  TripKillSwitch: () => ['OrdersCancelRequested', 'symbol', undefined],
  ReleaseKillSwitch: ({ reason }) => ['KillSwitchReleased', 'reason', reason],
  ChangeStatus: ({ status }) => ['AccountStatusChanged', 'status', status],
  SetSilenceTimer: ({ timeoutMs }) => ['SilenceTimerSet', 'timeoutMs', timeoutMs],
  PlaceOrder: ({ body }) => ['OrderPlaced', 'clientOrderId', body.clientOrderId],
  PlaceOco: ({ body }) => ['OrderPlaced', 'clientOrderId', body.stop.clientOrderId],
  CancelOrder: ({ orderId }) => ['OrderCancelRequested', 'orderId', orderId],
  ReplaceOrder: ({ orderId }) => ['OrderReplaceRequested', 'orderId', orderId],
  SetLimits: ({ body }) => ['LimitsChanged', 'scope', body.scope ?? 'account'],
  CancelOrders: ({ symbol }) => ['OrdersCancelRequested', 'symbol', symbol],
};

function isEffectOf<Type extends AskType>(
  ask: OneAsk<Type>,
  { type, data }: RecordedEvent,
): boolean {
  const effect = EFFECTS[ask.type as Type];
  const [expected, name, is] = effect(ask);
  return type === expected && (data as { readonly [name: string]: unknown })[name] === is;
}
