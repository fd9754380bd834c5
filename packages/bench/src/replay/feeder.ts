import type { OrderAnswer, Receipt } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import { latencies } from '../measure/latencies.ts';
import type { Step } from './plan.ts';
import type { RecordedRow } from './recording/flow.ts';
import {
  type ChangeRow,
  changeOne,
  type Destination,
  type NewRow,
  placeBatch,
  placeOne,
} from './send-row.ts';

export interface FeederOptions {
  readonly buying: Destination;
  readonly selling: Destination;
  readonly onReceipt: (receipt: Receipt) => void;
  /** How many requests had to be sent again so far. */
  readonly repeats: () => number;
}

/** Turns recorded rows into requests and keeps what their answers say. */
export interface Feeder {
  /** Sends what the step says and settles when it is answered. */
  readonly take: (step: Exclude<Step, { kind: 'check' }>) => Promise<void>;
  /** The log position that the last answer reflects. */
  readonly position: () => number;
  /** When the last request for this order was sent before a moment, both in monotonic milliseconds. */
  readonly sentMs: (orderId: string, beforeMs: number) => number | undefined;
  readonly counts: Readonly<FeederCounts>;
  readonly ack: ReturnType<typeof latencies>;
}

export interface FeederCounts {
  orders: number;
  cancelsTooLate: number;
  replacesTooLate: number;
  changesOfUnknownOrders: number;
}

const TOO_LATE = { cancel: 'cancelsTooLate', replace: 'replacesTooLate' } as const;
/** What an order is when its change came in time. */
const IN_TIME = { cancel: ['cancelled'], replace: ['open', 'filled'] } as const;

export function makeFeeder({ buying, selling, onReceipt, repeats }: FeederOptions): Feeder {
  const ack = latencies();
  /** By recorded id, as of the last row that placed it. */
  const placed = new Map<string, { orderId: string; destination: Destination }>();
  /** An order is sent when it is placed and each time it is replaced. */
  const sentMsByOrder = new Map<string, number[]>();
  const counts: FeederCounts = {
    orders: 0,
    cancelsTooLate: 0,
    replacesTooLate: 0,
    changesOfUnknownOrders: 0,
  };
  let position = 0;

  const onAnswer = (answer: OrderAnswer) => {
    onReceipt(answer.receipt);
    position = Math.max(position, answer.position);
  };
  const onPlaced = (row: RecordedRow, answer: OrderAnswer, to: Destination, sentMs: number) => {
    onAnswer(answer);
    placed.set(row.orderId, { orderId: answer.orderId, destination: to });
    sentMsByOrder.set(answer.orderId, [sentMs]);
    counts.orders += 1;
  };

  const sendNew = async (rows: readonly NewRow[], settle: boolean) => {
    const [first] = rows;
    assert(first !== undefined, 'a request places at least one order');
    const destination = first.side === 'buy' ? buying : selling;
    const repeatsBefore = repeats();
    const sentMs = performance.now();
    const answers =
      rows.length === 1
        ? [await placeOne(destination, first, settle)]
        : await placeBatch(destination, rows);
    // A request that had to be sent again measures the outage, one that waits for the matcher is no mere
    // acknowledgement.
    if (!settle && repeats() === repeatsBefore) ack.record(performance.now() - sentMs);
    assert(answers.length === rows.length, 'a batch is answered item by item');
    rows.forEach((row, at) => {
      onPlaced(row, answers[at] as OrderAnswer, destination, sentMs);
    });
  };
  const sendChange = async (row: ChangeRow) => {
    const known = placed.get(row.orderId);
    if (known === undefined) {
      counts.changesOfUnknownOrders += 1;
      return;
    }
    const sentMs = performance.now();
    const answer = await changeOne(known.destination, row, known.orderId);
    if (answer === 'too-late') {
      counts[TOO_LATE[row.kind]] += 1;
      return;
    }
    onAnswer(answer);
    if (row.kind === 'replace') sentMsByOrder.get(answer.orderId)?.push(sentMs);
    const inTime: readonly string[] = IN_TIME[row.kind];
    if (!inTime.includes(answer.status)) counts[TOO_LATE[row.kind]] += 1;
  };

  return {
    ack,
    counts,
    position: () => position,
    sentMs: (orderId, beforeMs) =>
      sentMsByOrder.get(orderId)?.findLast((sentMs) => sentMs < beforeMs),
    take: (step) => {
      if (step.kind === 'batch') return sendNew(step.rows, false);
      return step.row.kind === 'new' ? sendNew([step.row], step.settle) : sendChange(step.row);
    },
  };
}
