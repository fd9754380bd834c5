import type { RecordedEvent, Writable } from '@truetape/kernel';
import { CorruptLogError } from '../log.ts';
import { BATCH_LIMIT_BYTES, BATCH_LIMIT_EVENTS } from './limits.ts';
import type { LogDisk, StoredRecord } from './log-disk.ts';

/** @throws CorruptLogError when there is no record at a position at which the log has one, or it cannot be read */
export function storedRecord(disk: LogDisk, position: number): StoredRecord {
  const record = disk.record(position);
  if (record === undefined) throw new CorruptLogError(`No event at position ${position}`);
  return record;
}

/** @throws CorruptLogError as {@link storedRecord}. Hashes are verified by audit, not here. */
export function readRecord(disk: LogDisk, position: number): RecordedEvent {
  return decode(position, storedRecord(disk, position));
}

/** Events from `first` up to `last`, or fewer: one batch. Never empty when `first <= last`. */
export function readBatch(disk: LogDisk, first: number, last: number): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  let bytes = 0;
  const end = Math.min(last, first + BATCH_LIMIT_EVENTS - 1);
  for (let position = first; position <= end && bytes < BATCH_LIMIT_BYTES; position++) {
    const record = storedRecord(disk, position);
    bytes += record.canonical.length;
    events.push(decode(position, record));
  }
  return events;
}

function decode(position: number, record: StoredRecord): RecordedEvent {
  const event = parse(record.canonical);
  if (event === undefined) throw new CorruptLogError(`Unreadable event at position ${position}`);
  event.hash = record.hash;
  event.position = position;
  event.recordedAtMs = record.recordedAtMs;
  return event;
}

function parse(canonical: Uint8Array): Writable<RecordedEvent> | undefined {
  try {
    const event = JSON.parse(text.decode(canonical)) as Writable<RecordedEvent> | null;
    const isEvent =
      typeof event?.stream === 'string' &&
      typeof event.type === 'string' &&
      Number.isSafeInteger(event.revision);
    return isEvent ? event : undefined;
  } catch {
    return undefined;
  }
}

/** Invalid UTF-8 is damage, never a replacement character. */
const text = new TextDecoder('utf-8', { fatal: true });
