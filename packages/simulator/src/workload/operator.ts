import type { Operated } from '@truetape/command-api/commands';
import type { VirtualTime } from '../time/virtual-time.ts';
import type { OrderDesk } from '../world/order-desk.ts';
import type { Operation } from './operations.ts';

export interface OperatorOptions {
  readonly time: VirtualTime;
  /** A process that takes requests now; undefined when none does. */
  readonly desk: () => OrderDesk | undefined;
  /** Told of every answer right when it leaves its process. Throws nothing. */
  readonly onOperated: (operated: Operated, idempotencyKey: string) => void;
}

/** Who has no answer by then asks again. */
const TIMEOUT_US = 3_000_000;
const RETRY_US = 200_000;

/** Whoever runs the venue: asks for the same again, under the same key, until somebody says what became of it. */
export class Operator {
  readonly #options: OperatorOptions;
  /** Requests without a conclusive answer. */
  waiting = 0;

  constructor(options: OperatorOptions) {
    this.#options = options;
  }

  async send(operation: Operation, idempotencyKey: string): Promise<void> {
    const { time } = this.#options;
    this.waiting += 1;
    while (!isConclusive(await this.#try(operation, idempotencyKey))) await time.pass(RETRY_US);
    this.waiting -= 1;
  }

  async #try(operation: Operation, idempotencyKey: string): Promise<Operated | undefined> {
    const { time, desk, onOperated } = this.#options;
    const taker = desk();
    if (taker === undefined) return undefined;
    const actor = { requestId: idempotencyKey, userId: 'operator' };
    const asked = operation(taker.venue, { correlationId: idempotencyKey, actor, idempotencyKey });
    // A log that does not answer says nothing of what became of it.
    const answered = taker.life.whileAlive(asked).catch(() => undefined);
    const late = time.pass(TIMEOUT_US).then(() => undefined);
    const operated = await Promise.race([answered, late]);
    if (operated !== undefined) onOperated(operated, idempotencyKey);
    return operated;
  }
}

function isConclusive(operated: Operated | undefined): boolean {
  if (operated === undefined) return false;
  return operated.ok || !operated.failure.code.startsWith('SERVICE_');
}
