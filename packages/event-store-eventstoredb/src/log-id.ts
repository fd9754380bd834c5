import { randomUUID } from 'node:crypto';
import {
  type EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { CorruptLogError } from '@truetape/event-store';
import { ANY_CLOCK_MS } from './deadline.ts';
import type { Namespace } from './namespace.ts';
import type { Limits } from './options.ts';
import { positionNumber } from './position.ts';
import { received } from './received.ts';
import { untilAnswered, within } from './within.ts';

export interface LogIdentity {
  readonly logId: string;
  /** Where the id was written. Everything in the log comes after it. */
  readonly origin: number;
}

const FORMAT = 1;

/**
 * Reads the log's id, or gives it one. It is one event in a stream of its own, written when that does not exist: of
 * several processes that open a new log one writes it, and all read it.
 *
 * @throws CorruptLogError when a later version of this package has made the log
 * @throws LogUnavailableError when the server cannot be reached
 */
export function identify(
  reader: EventStoreDBClient,
  writer: () => EventStoreDBClient,
  namespace: Namespace,
  limits: Limits,
): Promise<LogIdentity> {
  return untilAnswered(limits, async () => {
    const found = await read(reader, namespace, limits);
    if (found !== undefined) return found;
    const event = jsonEvent({ type: 'LogCreated', data: { format: FORMAT, logId: randomUUID() } });
    try {
      const expected = { expectedRevision: NO_STREAM, requiresLeader: true } as const;
      const options = { ...expected, deadline: ANY_CLOCK_MS };
      const written = writer().appendToStream(namespace.logIdStream, event, options);
      await within(limits.appendMs, written);
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
    }
    const written = await read(reader, namespace, limits);
    if (written === undefined) throw new Error('the log id is not readable yet');
    return written;
  });
}

async function read(client: EventStoreDBClient, namespace: Namespace, { answerMs }: Limits) {
  const events = client.readStream(namespace.logIdStream, { maxCount: 1, requiresLeader: true });
  let found: LogIdentity | undefined;
  try {
    for await (const { data, position } of received(events, answerMs)) {
      const { format, logId } = (data ?? {}) as { format?: unknown; logId?: unknown };
      if (format !== FORMAT || typeof logId !== 'string') {
        throw new CorruptLogError(`The log has format ${format}, this version reads ${FORMAT}`);
      }
      if (position === undefined) {
        throw new CorruptLogError('The server tells no positions: it is older than 22.6');
      }
      found = { logId, origin: positionNumber(position) };
    }
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw error;
  }
  return found;
}
