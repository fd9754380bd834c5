import { formatTime } from '@truetape/codec';
import { anchorEvents, type Data, streams } from '@truetape/contracts';
import type { EpochMs } from '@truetape/domain';
import { type AppendFailure, type EventLog, NO_STREAM } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import type { LogTree } from '../anchors/index.ts';
import type { AppendAnchors } from './append-anchors.ts';
import { Coverage } from './coverage.ts';

export interface LogAnchorsOptions {
  readonly log: EventLog;
  /** Holds every event that was read. */
  readonly tree: LogTree;
  readonly now: () => EpochMs;
  readonly append: AppendAnchors;
  readonly onFailure: (code: AppendFailure['code']) => void;
}

/** An anchor has at most so many events that the one before it does not have. */
const EVENTS_MAX = 1_000;
/** Something new is anchored after so long; with the append this stays below a second. */
const WAIT_MS_MAX = 900;
/** So many anchors are appended at once; a log that is read from its start makes one after the other. */
const ANCHORS_PER_APPEND = 64;

/** Anchors in the log itself, made from the tree while the log is read. */
export function createLogAnchors({ log, tree, now, append, onFailure }: LogAnchorsOptions) {
  const coverage = new Coverage();
  let waiting: Data<'LogAnchored'>[] = [];
  let appending: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  /** The log did not take what was anchored last. */
  let isRefused = false;
  /** Of the tree when something was added last that is no anchor. */
  let newsSize = 0;
  /** Of the anchor that was made or read last. */
  let takenSize = 0;
  let takenAt = '';
  /** Of the last event of the stream that was read, and of the last one that there is known to be. */
  let readRevision = NO_STREAM;
  let knownRevision = NO_STREAM;

  function readAnchor({ revision, data }: Pick<RecordedEvent, 'revision' | 'data'>): void {
    const { size, at } = anchorEvents.LogAnchored.parse(data);
    readRevision = Math.max(readRevision, revision);
    takenSize = Math.max(takenSize, size);
    if (at > takenAt) takenAt = at;
    coverage.cover(size, now());
  }

  /** Something new is anchored when there is enough of it, or when the time has come; after a refusal then alone. */
  function arrange(): void {
    if (isStopped || newsSize <= takenSize) return;
    if (tree.size - takenSize >= EVENTS_MAX && !isRefused) take();
    else timer ??= setTimeout(take, WAIT_MS_MAX);
  }

  function take(): void {
    clearTimeout(timer);
    timer = undefined;
    if (newsSize <= takenSize) return;
    const at = formatTime(now());
    if (at > takenAt) takenAt = at;
    takenSize = tree.size;
    waiting.push({ at: takenAt, logId: log.logId, ...tree.head() });
    appendNext();
  }

  function appendNext(): void {
    if (waiting.length === 0 || appending !== undefined || readRevision < knownRevision) return;
    appending = appendBatch(waiting.splice(0, ANCHORS_PER_APPEND)).finally(() => {
      appending = undefined;
      appendNext();
      arrange();
    });
  }

  async function appendBatch(batch: readonly Data<'LogAnchored'>[]): Promise<void> {
    const madeAtMs = now();
    const appended = await append(readRevision, batch);
    isRefused = !appended.ok && appended.failure.code !== 'WRONG_REVISION';
    if (appended.ok) {
      readRevision = Math.max(readRevision, appended.value.revision);
      coverage.cover(batch.at(-1)?.size ?? 0, madeAtMs);
      return;
    }
    // What was not appended is not sent again: the next anchor has it all.
    waiting = [];
    takenSize = coverage.size;
    if (appended.failure.code === 'WRONG_REVISION') {
      // Somebody else anchors too: what that is, is read before anything is appended.
      knownRevision = appended.failure.actual;
    } else {
      onFailure(appended.failure.code);
    }
  }

  return {
    coverage,

    /** Takes up where the stream ends. */
    start: async (): Promise<void> => {
      for await (const events of log.readStream(streams.anchors, { backwards: true, limit: 1 })) {
        events.forEach(readAnchor);
      }
    },

    /** Reads an event that was added to the tree last. */
    read: (event: RecordedEvent): void => {
      if (event.stream === streams.anchors) {
        readAnchor(event);
        appendNext();
      } else {
        newsSize = tree.size;
        coverage.addNews(newsSize, now());
      }
      arrange();
    },

    /** Settles when more may be read: anchors do not wait without end. */
    room: (): Promise<void> | undefined =>
      waiting.length < ANCHORS_PER_APPEND ? undefined : appending,

    /** Anchors what is new, and settles when nothing is being appended any more. */
    stop: async (): Promise<void> => {
      take();
      isStopped = true;
      while (appending !== undefined) await appending;
    },
  };
}

export type LogAnchors = ReturnType<typeof createLogAnchors>;
