import { type Data, streams, type TrailCursor, type TrailEntry } from '@truetape/contracts';
import type { EventRef, RecordedEvent } from '@truetape/kernel';
import { findOrder, type PlacedOrder } from './order-place.ts';
import { names } from './orders-in.ts';
import { sentenceOf } from './sentence.ts';
import { eventAt, type Streams, StreamWalk } from './stream-walk.ts';

/** A part of a trail, in the order of the log. */
export interface Trail {
  readonly orderId: string;
  readonly accountId: string;
  readonly entries: readonly TrailEntry[];
  /** Where the next part goes on; undefined where nothing is left. */
  readonly next: TrailCursor | undefined;
  /** The head of the log when this was read. */
  readonly position: number;
}

export interface TrailOptions {
  /** `next` of the part before. */
  readonly cursor?: TrailCursor | undefined;
  /** Entries at most. */
  readonly limit: number;
  /** Events looked at at most, so that a part may have few entries and yet not be the last. */
  readonly looked: number;
}

/**
 * Every event about an order, in log order: what its account asked and settled, what its market made of it, what
 * happened to the other leg of its pair, and later requests under its name that were denied. The account and the market
 * are followed from the order's placing until it is over and each of its requests is answered, the denials up to the
 * head; nothing else of the log is read.
 *
 * @returns undefined when there is no such order
 */
export async function readTrail(
  log: Streams,
  orderId: string,
  { cursor, limit, looked }: TrailOptions,
): Promise<Trail | undefined> {
  const position = await log.head();
  const order = await findOrder(log, orderId);
  if (order === undefined) return undefined;
  const { accountId } = order;
  const after = cursor?.after ?? order.position - 1;
  const found = await follow(log, order, { ...cursor, after }, { limit, looked, upTo: position });
  const entries = await Promise.all(found.events.map((event) => entryOf(log, event, order)));
  return { orderId, accountId, entries, next: found.next, position };
}

interface Bounds {
  readonly limit: number;
  readonly looked: number;
  readonly upTo: number;
}

async function follow(
  log: Streams,
  order: PlacedOrder,
  { after, settledAt }: TrailCursor,
  { limit, looked, upTo }: Bounds,
) {
  const account = streams.account(order.accountId);
  const market = streams.market(order.symbol);
  const walk = new StreamWalk(log, after, upTo);
  await walk.follow(market);
  await walk.follow(streams.denials(order.accountId));
  if (settledAt === undefined) await walk.follow(account);
  const events: RecordedEvent[] = [];
  let over = settledAt;
  for (let seen = 1; ; seen += 1) {
    const event = await walk.next();
    if (event === undefined) return { events, next: undefined };
    if (event.stream === market && over !== undefined && (await isBeyond(log, event, over))) {
      walk.leave(market);
      continue;
    }
    if (isAbout(event, order)) events.push(event);
    if (event.stream === account && isEnd(event, order.orderId)) {
      over = event.position;
      walk.leave(account);
    }
    if (events.length === limit || seen === looked) {
      const reached = { after: event.position };
      return { events, next: over === undefined ? reached : { ...reached, settledAt: over } };
    }
  }
}

/** A market answers inputs in log order: once it answers what came after the end, it has answered all that came before. */
async function isBeyond(log: Streams, { causation }: RecordedEvent, position: number) {
  const cause = causation && (await eventAt(log, causation));
  return cause !== undefined && cause.position > position;
}

function isAbout(event: RecordedEvent, order: PlacedOrder): boolean {
  const { type, revision, data } = event;
  if (type === 'OrderPlaced') {
    const placed = `${order.accountId}.${revision}`;
    return placed === order.orderId || placed === order.partnerId;
  }
  if (type === 'OrderDenied') {
    return (data as Data<'OrderDenied'>).clientOrderId === order.clientOrderId;
  }
  if (type === 'OrdersCancelRequested') {
    const { symbol = order.symbol } = data as Data<'OrdersCancelRequested'>;
    return symbol === order.symbol;
  }
  if (names(event, order.orderId)) return true;
  // What the other leg settles is in its own trail.
  const isSettlement = 'marketRevision' in (data as object);
  return order.partnerId !== undefined && !isSettlement && names(event, order.partnerId);
}

function isEnd({ type, data }: RecordedEvent, orderId: string): boolean {
  if (type === 'OrderClosed') return (data as Data<'OrderClosed'>).orderId === orderId;
  if (type !== 'TradeSettled') return false;
  const { legs } = data as Data<'TradeSettled'>;
  return legs.some((leg) => leg.orderId === orderId && leg.remaining === '0');
}

async function entryOf(
  log: Streams,
  event: RecordedEvent,
  order: PlacedOrder,
): Promise<TrailEntry> {
  const { position, stream, revision, type, causation, actor, data } = event;
  const cause = causation && (await causeOf(log, causation));
  return {
    position,
    at: (data as { readonly at: string }).at,
    recordedAt: new Date(event.recordedAtMs).toISOString(),
    stream,
    revision,
    type,
    ...(cause === undefined ? {} : { cause }),
    ...(actor === undefined ? {} : { actor }),
    what: whatOf(event, order),
    data,
  };
}

async function causeOf(log: Streams, { stream, revision }: EventRef) {
  const type = (await eventAt(log, { stream, revision }))?.type ?? 'unknown';
  return { stream, revision, type };
}

function whatOf(event: RecordedEvent, { orderId, partnerId, accountId }: PlacedOrder): string {
  const isOwn =
    event.type === 'OrderPlaced'
      ? `${accountId}.${event.revision}` === orderId
      : partnerId === undefined || names(event, orderId) || !names(event, partnerId);
  return isOwn || partnerId === undefined
    ? sentenceOf(event, orderId)
    : `the other leg, ${partnerId}: ${sentenceOf(event, partnerId)}`;
}
