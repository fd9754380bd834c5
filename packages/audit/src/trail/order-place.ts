import { type Data, streams } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import { eventAt, type Streams } from './stream-walk.ts';

/** An order as it was placed. */
export interface PlacedOrder {
  readonly orderId: string;
  readonly accountId: string;
  readonly symbol: string;
  readonly clientOrderId: string;
  /** The other leg of its pair. */
  readonly partnerId: string | undefined;
  /** The log position of its `OrderPlaced`, or of that of the other leg where that one is before it. */
  readonly position: number;
}

/** Finds where an order was placed: its id says it. */
export async function findOrder(log: Streams, orderId: string): Promise<PlacedOrder | undefined> {
  const event = await placedAt(log, orderId);
  if (event === undefined) return undefined;
  const accountId = orderId.slice(0, orderId.lastIndexOf('.'));
  const { symbol, clientOrderId, partnerId } = event.data as Data<'OrderPlaced'>;
  const partner = partnerId === undefined ? undefined : await placedAt(log, partnerId);
  const position = Math.min(event.position, partner?.position ?? event.position);
  return { orderId, accountId, symbol, clientOrderId, partnerId, position };
}

/** Finds the newest order of an account that its client named so. Reads the account backwards until then. */
export async function findNamedOrder(
  log: Streams,
  accountId: string,
  clientOrderId: string,
): Promise<string | undefined> {
  for await (const batch of log.readStream(streams.account(accountId), { backwards: true })) {
    for (const { type, data, revision } of batch) {
      if (type !== 'OrderPlaced') continue;
      const placed = data as Data<'OrderPlaced'>;
      if (placed.clientOrderId === clientOrderId) return `${accountId}.${revision}`;
    }
  }
  return undefined;
}

/** `trader-1.17`: the account, and the revision at which it was placed there. */
const ORDER_ID = /^(.+)\.(0|[1-9]\d{0,14})$/;

async function placedAt(log: Streams, orderId: string): Promise<RecordedEvent | undefined> {
  const [, accountId, revision] = ORDER_ID.exec(orderId) ?? [];
  if (accountId === undefined) return undefined;
  const place = { stream: streams.account(accountId), revision: Number(revision) };
  const event = await eventAt(log, place);
  return event?.type === 'OrderPlaced' ? event : undefined;
}
