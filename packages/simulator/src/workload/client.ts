import type { Answer, Done } from '@truetape/accounts';
import type { Order } from '@truetape/contracts';
import type { Faults } from '../faults/faults.ts';
import type { Random } from '../random.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import { type Life, never } from '../world/life.ts';
import type { OrderDesk } from '../world/order-desk.ts';
import type { Ask } from './ask.ts';
import { commandOf } from './commands.ts';

/** A request, and what became of it. */
export interface Sent {
  readonly ask: Ask;
  readonly answers: Answer[];
  isOver: boolean;
}

/** Looks at every answer when it leaves its process; a request is judged from when it reaches one. */
export interface Witness {
  /** The request is with a process from now on; tells what to do when the answer leaves it. Throws nothing. */
  arrived(ask: Ask, correlationId: string, by: Life): (answer: Answer) => void;
  /** Somebody who wanted to wait for the market has been told that it has answered. Throws nothing. */
  matched(order: Order, done: Done): void;
}

export interface ClientOptions {
  readonly accountId: string;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly faults: Faults;
  readonly witness: Witness;
  /** A process that takes requests now; undefined when none does. */
  readonly desk: () => OrderDesk | undefined;
}

const MESSAGE_US = 1_500;
const SLOW_MESSAGE_US = 500_000;
/** Who has no answer by then asks again. */
const TIMEOUT_US = 3_000_000;
const RETRY_US = 200_000;
/** A command that is not appended within this time never is. */
const APPEND_WITHIN_MS = 5_000;

/** A trading client: sends a request again and again until somebody says what became of it, and keeps every answer. */
export class Client {
  readonly accountId: string;
  readonly journal: Sent[] = [];
  /** Its orders, the newest last. */
  readonly orderIds: string[] = [];
  readonly #options: ClientOptions;
  #requests = 0;
  /** Requests without a conclusive answer. */
  waiting = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.accountId = options.accountId;
  }

  async send(ask: Ask): Promise<void> {
    const { time, random, faults } = this.#options;
    const sent: Sent = { ask, answers: [], isOver: false };
    this.journal.push(sent);
    this.waiting += 1;
    while (!sent.isOver) {
      const copies = faults.strikes('duplicate-request', 8) ? 2 : 1;
      const answers = Array.from({ length: copies }, () => this.#try(sent));
      await Promise.race([Promise.any(answers), time.pass(TIMEOUT_US)]).catch(() => undefined);
      if (!sent.isOver) await time.pass(RETRY_US + random.below(RETRY_US));
    }
    this.waiting -= 1;
  }

  /** One copy of the request on its way there, and the answer on its way back. */
  async #try(sent: Sent): Promise<void> {
    const { time, random, faults, desk, witness } = this.#options;
    await this.#message();
    if (faults.strikes('lost-request', 3)) return never();
    const taker = desk();
    if (taker === undefined) throw new Error('nobody takes requests');
    this.#requests += 1;
    const { ask } = sent;
    const correlationId = `${this.accountId}-${this.#requests}`;
    const reckon = () => commandOf(ask, taker);
    const request = {
      accountId: ask.accountId,
      command: reckon(),
      ...(ask.type === 'ReplaceOrder' ? { reckon } : {}),
      correlationId,
      actor: { requestId: correlationId, userId: this.accountId },
      deadlineMs: taker.now() + APPEND_WITHIN_MS,
    };
    const left = witness.arrived(ask, correlationId, taker.life);
    const answer = await taker.life.whileAlive(taker.accounts.execute(request));
    left(answer);
    if (answer.kind === 'done' && random.chance(20)) void this.#waitForMarket(taker, answer);
    if (faults.strikes('lost-reply', 4)) return never();
    await time.pass(1);
    await this.#message();
    sent.answers.push(answer);
    this.orderIds.push(...ordersIn(answer));
    if (answer.kind !== 'failed') sent.isOver = true;
  }

  /** As `Prefer: wait` does. */
  async #waitForMarket({ accounts, life }: OrderDesk, done: Done): Promise<void> {
    const { order, receipt } = done;
    if (order === undefined) return;
    const { accountId, symbol, orderId } = order;
    await life.whileAlive(accounts.matched(accountId, symbol, receipt.revision));
    const now = accounts.viewOrder(accountId, orderId);
    if (now !== undefined) this.#options.witness.matched(now, done);
  }

  #message(): Promise<void> {
    const { time, faults } = this.#options;
    return time.pass(faults.delayUs(MESSAGE_US, 'late-delivery', 2, SLOW_MESSAGE_US));
  }
}

function ordersIn(answer: Answer): readonly string[] {
  if (answer.kind !== 'done' || answer.repeated) return [];
  const { order, orders = [] } = answer;
  return [...(order === undefined ? [] : [order]), ...orders].map(({ orderId }) => orderId);
}
