import { randomUUID } from 'node:crypto';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import type { Faults } from './faults.ts';
import {
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  grpcError,
  nameOf,
  notFoundMessage,
} from './messages.ts';
import type { StoredEvent, StoredLog } from './stored-log.ts';

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** What the server considers before it tells a filtered subscription how far it is. */
const CHECKPOINT_WINDOW = 32;

/** What is written ahead of a reader. */
const WAITING_MESSAGES = 256;

const BACKWARDS = 1;

let cuts = 0;

/** Serves one read of a stream, read of all, or subscription to all. */
export async function serveRead(call: ReadCall, log: StoredLog, faults: Faults): Promise<void> {
  const options = call.request.getOptions();
  const stream = options?.getStream();
  if (stream !== undefined) await readStream(call, log, faults);
  else if (options?.hasSubscription()) await subscribeAll(call, log, faults);
  else await readAll(call, log, faults);
}

async function readStream(call: ReadCall, log: StoredLog, faults: Faults): Promise<void> {
  const options = call.request.getOptions();
  const from = options?.getStream();
  const name = nameOf(from?.getStreamIdentifier());
  const events = log.stream(name);
  if (events === undefined) {
    call.write(notFoundMessage(name));
    call.end();
    return;
  }
  const revision = from?.hasRevision() ? Number(from.getRevision()) : undefined;
  const wanted =
    options?.getReadDirection() === BACKWARDS
      ? events.slice(0, (revision ?? events.length - 1) + 1).reverse()
      : events.slice(from?.hasEnd() ? events.length : (revision ?? 0));
  await send(call, wanted.slice(0, Number(options?.getCount())), faults);
}

async function readAll(call: ReadCall, log: StoredLog, faults: Faults): Promise<void> {
  const options = call.request.getOptions();
  const position = options?.getAll()?.getPosition();
  const commit = position && Number(position.getCommitPosition());
  if (commit !== undefined && log.after(commit) === undefined) {
    refusePosition(call);
    return;
  }
  const count = Number(options?.getCount());
  if (options?.getReadDirection() === BACKWARDS) {
    // The event at the position itself is not part of it.
    const end = commit === undefined ? log.all.length : log.firstFrom(commit);
    await send(call, log.all.slice(Math.max(0, end - count), end).reverse(), faults);
  } else {
    const start = commit === undefined ? 0 : log.firstFrom(commit);
    await send(call, log.all.slice(start, start + count), faults);
  }
}

async function send(call: ReadCall, events: readonly StoredEvent[], faults: Faults) {
  let sent = 0;
  for (const event of events) {
    if (call.cancelled) return;
    if (sent === faults.cutReadsAfter) {
      cut(call, 'error');
      return;
    }
    await write(call, eventMessage(event));
    sent += 1;
  }
  call.end();
}

async function subscribeAll(call: ReadCall, log: StoredLog, faults: Faults): Promise<void> {
  const options = call.request.getOptions();
  const position = options?.getAll()?.getPosition();
  let next = position ? log.after(Number(position.getCommitPosition())) : 0;
  if (options?.getAll()?.hasEnd()) next = log.all.length;
  if (next === undefined) {
    refusePosition(call);
    return;
  }
  const filter = options?.getFilter();
  const prefixes = filter?.getStreamIdentifier()?.getPrefixList();
  const window = CHECKPOINT_WINDOW * (filter?.getCheckpointintervalmultiplier() ?? 1);
  await write(call, confirmationMessage(randomUUID()));
  for (let sent = 0, considered = 0; !call.cancelled; next += 1) {
    const event = faults.silentSubscriptions ? undefined : log.all[next];
    if (event === undefined) {
      next -= 1;
      await written(call, log);
      continue;
    }
    if (prefixes === undefined || prefixes.some((prefix) => event.stream.startsWith(prefix))) {
      if (sent === faults.cutReadsAfter) {
        cut(call, faults.cutWith);
        return;
      }
      await write(call, eventMessage(event));
      sent += 1;
    }
    considered += 1;
    if (filter && considered % window === 0) await write(call, checkpointMessage(event.position));
  }
}

function refusePosition(call: ReadCall): void {
  call.emit('error', grpcError(status.UNKNOWN, 'There is no record at this position'));
}

/** Ends a call as servers do that are stopped, or as those do that lose patience. */
function cut(call: ReadCall, how: Faults['cutWith']): void {
  cuts += 1;
  if (how === 'end' || (how === 'turns' && cuts % 2 === 0)) call.end();
  else call.emit('error', grpcError(status.UNAVAILABLE, 'Server is shutting down'));
}

/** As slow as the one who reads: undefined while there is room, else a promise of some. */
function write(call: ReadCall, message: ReadResp): Promise<void> | undefined {
  if (call.write(message) || call.writableLength < WAITING_MESSAGES || call.cancelled)
    return undefined;
  return new Promise((resolve) => {
    const events = ['drain', 'cancelled', 'close'] as const;
    const done = () => {
      for (const event of events) call.off(event, done);
      resolve();
    };
    for (const event of events) call.on(event, done);
  });
}

/** Waits until something is written, or nobody listens any more. */
function written(call: ReadCall, log: StoredLog): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      call.off('cancelled', done);
      clearInterval(poll);
      resolve();
    };
    const stop = log.onWritten(done);
    call.on('cancelled', done);
    // Faults are switched without a write.
    const poll = setInterval(done, 50);
  });
}
