import { requestText } from '../http/request-text.ts';
import type { Operation, Workload } from '../workload/workload.ts';

/** A request ready to be sent, and what its answer means. */
export interface DeskRequest {
  readonly text: string;
  /** How many operations of the workload it carries. */
  readonly operations: number;
  /** `symbol quantity` of the crossing orders in it: the trades to expect. */
  readonly crossings: readonly string[];
  readonly account: number;
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

export function makeDesk(workload: Workload, tokens: readonly string[]): Desk {
  /** Acknowledged passive orders of each account, oldest first. */
  const open = tokens.map((): string[] => []);
  const token = (account: number) => tokens[account] ?? '';
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
      const text = requestText('DELETE', `/v1/orders/${target.orderId}`, token(target.account));
      return { text, operations: 1, crossings: [], account: -1 };
    }
    const { account, order, kind } = operation;
    const text = requestText('POST', '/v1/orders', token(account), JSON.stringify(order));
    const crossing = kind === 'crossing';
    const crossings = crossing ? [`${order.symbol} ${order.quantity}`] : [];
    return { text, operations: 1, crossings, account: crossing ? -1 : account };
  };
  const batchOf = (
    account: number,
    operations: readonly ReturnType<Workload['nextOrder']>[],
  ): DeskRequest => {
    const body = JSON.stringify({ orders: operations.map(({ order }) => order) });
    return {
      text: requestText('POST', '/v1/orders/batch', token(account), body),
      operations: operations.length,
      crossings: operations
        .filter(({ kind }) => kind === 'crossing')
        .map(({ order }) => `${order.symbol} ${order.quantity}`),
      account: -1,
    };
  };
  return {
    single: () => requestOf(workload.next()),
    batch: (size) => {
      const account = nextAccount;
      nextAccount = (nextAccount + 1) % tokens.length;
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
      account,
    }),
    onAnswer: ({ account }, body) => {
      if (account < 0) return;
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
