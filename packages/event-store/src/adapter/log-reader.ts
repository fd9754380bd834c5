import type { RecordedEvent } from '@truetape/kernel';
import type { ReadAll, ReadStream, StreamHead, Subscribe, Subscription } from '../log.ts';
import { BATCH_LIMIT_EVENTS } from './limits.ts';
import type { LogDisk } from './log-disk.ts';
import { Pump } from './pump.ts';
import { readBatch, readRecord, storedRecord } from './read-record.ts';
import type { RecentEvents } from './recent-events.ts';
import { isWanted } from './stream-name.ts';

export interface LogReaderOptions {
  readonly disk: LogDisk;
  /** Position of the last event that is durable and may be read. */
  readonly durable: () => number;
  /** Position of the last event appended in this process; left out where nothing is. */
  readonly queued?: () => number;
  readonly recent?: RecentEvents;
  /** Runs a task in a later turn of the event loop. */
  readonly defer: (task: () => void) => void;
}

/** The reading half of a log on a {@link LogDisk}. */
export class LogReader {
  readonly #options: LogReaderOptions;
  readonly #pumps = { durable: new Set<Pump>(), queued: new Set<Pump>() };
  #queuedRun: 'none' | 'due' | 'running' | 'again' = 'none';

  constructor(options: LogReaderOptions) {
    this.#options = options;
  }

  async streamHead(stream: string): Promise<StreamHead | undefined> {
    const last = this.#options.disk.lastOf(stream);
    if (last === undefined) return undefined;
    return { revision: last.revision, hash: storedRecord(this.#options.disk, last.position).hash };
  }

  readStream(stream: string, options: ReadStream = {}): AsyncIterable<readonly RecordedEvent[]> {
    const { disk } = this.#options;
    const head = disk.lastOf(stream)?.revision ?? -1;
    const { backwards = false, limit = Number.MAX_SAFE_INTEGER } = options;
    const from = options.from ?? (backwards ? head : 0);
    const last = Math.min(head, backwards ? from : from + limit - 1);
    const first = backwards ? Math.max(0, last - limit + 1) : from;
    const positions = first <= last ? disk.positionsOf(stream, first, last) : [];
    return this.#readPositions(backwards ? positions.reverse() : positions);
  }

  readAll(options: ReadAll): AsyncIterable<readonly RecordedEvent[]> {
    const last = Math.min(options.upTo ?? Number.MAX_SAFE_INTEGER, this.#options.durable());
    return this.#readRange(options.after + 1, last, options.prefixes);
  }

  subscribeAll(options: Subscribe): Subscription {
    const { disk, durable, recent, defer } = this.#options;
    const limit = (options.tail === 'queued' && this.#options.queued) || durable;
    const pumps = limit === durable ? this.#pumps.durable : this.#pumps.queued;
    const onStopped = () => pumps.delete(pump);
    const pump = new Pump(options, { disk, limit, defer, onStopped, ...(recent && { recent }) });
    pumps.add(pump);
    return pump;
  }

  /** Something was appended. Subscribers of the queued tail get all of one turn of the event loop as one batch. */
  wakeQueued(): void {
    if (this.#queuedRun === 'none') {
      this.#queuedRun = 'due';
      this.#options.defer(this.#runQueued);
    } else if (this.#queuedRun === 'running') {
      this.#queuedRun = 'again';
    }
  }

  /** What a handler appends is delivered in the same go, so that a chain of appends shares one commit. */
  readonly #runQueued = (): void => {
    do {
      this.#queuedRun = 'running';
      for (const pump of this.#pumps.queued) pump.wakeNow();
    } while ((this.#queuedRun as string) === 'again');
    this.#queuedRun = 'none';
  };

  wakeDurable(): void {
    for (const pump of this.#pumps.durable) pump.wake();
  }

  /** Stops every subscription; settles when no handler is running. */
  async close(): Promise<void> {
    const pumps = [...this.#pumps.durable, ...this.#pumps.queued];
    await Promise.all(pumps.map((pump) => pump.stop()));
  }

  async *#readRange(first: number, last: number, prefixes: readonly string[] | undefined) {
    for (let position = first; position <= last; ) {
      const batch = readBatch(this.#options.disk, position, last);
      position += batch.length;
      const events = prefixes ? batch.filter((event) => isWanted(event.stream, prefixes)) : batch;
      if (events.length > 0) yield events;
      await new Promise<void>(this.#options.defer);
    }
  }

  async *#readPositions(positions: readonly number[]) {
    for (let start = 0; start < positions.length; start += BATCH_LIMIT_EVENTS) {
      const batch = positions.slice(start, start + BATCH_LIMIT_EVENTS);
      yield batch.map((position) => readRecord(this.#options.disk, position));
      await new Promise<void>(this.#options.defer);
    }
  }
}
