import type { Sendable, Wording } from '../transport.ts';
import type { Operation, Workload } from '../workload/workload.ts';

/** A request ready to be sent, and what its answer means. */
export interface DeskRequest extends Sendable {
  /** How many operations of the workload it carries. */
  readonly operations: number;
  /** `symbol quantity` of the crossing orders in it: the trades to expect. */
  readonly crossings: readonly string[];
  /** The orders that its answer names stay open, and may be cancelled. */
  readonly opens: boolean;
}

/** Knows which orders of a phase are open, and turns operations into requests. */
export interface Desk {
  readonly single: () => DeskRequest | undefined;
  /** So many new orders of one account. */
  readonly batch: (size: number) => DeskRequest;
  /** Passive orders only, to have something to cancel from the first operation on. */
  readonly prefill: (account: number, size: number) => DeskRequest;
  /** Takes note of the orders that an answer names. */
  readonly onAnswer: (request: DeskRequest, body: Buffer) => void;
}

export function makeDesk(workload: Workload, wording: Wording, accounts: number): Desk {
  /** Acknowledged passive orders of each account, oldest first. */
  const open = Array.from({ length: accounts }, (): string[] => []);
  let nextAccount = 0;

  const oldestFrom = (account: number): { account: number; orderId: string } | undefined => {
    for (let step = 0; step < open.length; step += 1) {
      const at = (account + step) % open.length;
      const orderId = open[at]?.shift();
      if (orderId !== undefined) return { account: at, orderId };
    }
    return undefined;
  };
  const requestOf = (operation: Operation): DeskRequest | undefined => {
    if (operation.kind === 'cancel') {
      const target = oldestFrom(operation.account);
      if (target === undefined) return undefined;
      const { account, orderId } = target;
      const text = wording.cancel(account, orderId);
      return { text, operations: 1, crossings: [], account, opens: false };
    }
    const { account, order, kind } = operation;
    const text = wording.place(account, order);
    const crossing = kind === 'crossing';
    const crossings = crossing ? [`${order.symbol} ${order.quantity}`] : [];
    return { text, operations: 1, crossings, account, opens: !crossing };
  };
  const batchOf = (
    account: number,
    operations: readonly ReturnType<Workload['nextOrder']>[],
  ): DeskRequest => ({
    text: wording.batch(
      account,
      operations.map(({ order }) => order),
    ),
    operations: operations.length,
    crossings: operations
      .filter(({ kind }) => kind === 'crossing')
      .map(({ order }) => `${order.symbol} ${order.quantity}`),
    account,
    opens: false,
  });
  return {
    single: () => requestOf(workload.next()),
    batch: (size) => {
      const account = nextAccount;
      nextAccount = (nextAccount + 1) % accounts;
      return batchOf(
        account,
        Array.from({ length: size }, () => workload.nextOrder(account)),
      );
    },
    prefill: (account, size) => ({
      ...batchOf(
        account,
        Array.from({ length: size }, () => workload.nextPassive(account)),
      ),
      opens: true,
    }),
    onAnswer: ({ account, opens }, body) => {
      if (!opens) return;
      for (const orderId of orderIdsIn(body)) open[account]?.push(orderId);
    },
  };
}

/** The order ids in an answer, without parsing the rest of it: the generator shares the machine with the service. */
function* orderIdsIn(body: Buffer): Generator<string> {
  const key = '"orderId":"';
  for (let at = body.indexOf(key); at >= 0; at = body.indexOf(key, at + 1)) {
    const from = at + key.length;
    yield body.toString('latin1', from, body.indexOf('"', from));
  }
}
