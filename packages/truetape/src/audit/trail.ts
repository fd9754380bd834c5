import { findNamedOrder, readTrail, type Trail } from '@truetape/audit/trail';
import type { TrailEntry } from '@truetape/contracts';
import { printJson, printTable } from './print.ts';
import { type OfLog, type OpenedLog, withLog } from './source.ts';
import type { TableRow } from './table.ts';
import { auditing, complain, EXIT, Trouble } from './trouble.ts';

export interface TrailCommandOptions extends OfLog {
  readonly order?: string;
  readonly account?: string;
  readonly clientOrderId?: string;
  readonly json?: boolean;
}

/** `truetape audit trail`: every event about an order, oldest first. */
export function trail(options: TrailCommandOptions): Promise<number> {
  return auditing(() =>
    withLog(options, async (log) => {
      const orderId = await orderIdOf(log, options);
      const limits = { limit: Number.POSITIVE_INFINITY, looked: Number.POSITIVE_INFINITY };
      const found = orderId === undefined ? undefined : await readTrail(log, orderId, limits);
      if (found === undefined) {
        complain('audit', `There is no order ${nameOf(options)} in this log.`);
        return EXIT.no;
      }
      if (options.json) printJson(trailJson(found));
      else printTable(COLUMNS, found.entries.map(rowOf));
      return EXIT.yes;
    }),
  );
}

async function orderIdOf(log: OpenedLog, options: TrailCommandOptions) {
  const { order, account, clientOrderId } = options;
  if (order !== undefined && account === undefined && clientOrderId === undefined) return order;
  if (order === undefined && account !== undefined && clientOrderId !== undefined) {
    return findNamedOrder(log, account, clientOrderId);
  }
  throw new Trouble('Name the order: either --order, or --account and --client-order-id.');
}

const nameOf = ({ order, account, clientOrderId }: TrailCommandOptions) =>
  order ?? `${clientOrderId} of ${account}`;

/** The same members as a page of `GET /v1/audit/orders/{id}`. */
export const trailJson = ({ orderId, entries, position }: Trail) => ({
  orderId,
  items: entries,
  position,
});

export const COLUMNS = ['position', 'time', 'event', 'type', 'cause', 'by', 'what'];

export function rowOf({ position, at, stream, revision, type, cause, actor, what }: TrailEntry) {
  return {
    position: String(position),
    time: at,
    event: `${stream}:${revision}`,
    type,
    cause: cause && `${cause.stream}:${cause.revision} ${cause.type}`,
    by: actor && [actor.userId, actor.keyId && `(key ${actor.keyId})`].filter(Boolean).join(' '),
    what,
  } satisfies TableRow;
}
