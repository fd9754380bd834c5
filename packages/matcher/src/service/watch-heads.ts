import { type Appended, type EventLog, withAppend } from '@truetape/event-store';

export interface WatchOptions {
  readonly log: EventLog;
  /** Called once, with the place in words: what was acknowledged is not in the log any more. */
  readonly onGone: (reason: string) => void;
  readonly everyMs?: number;
}

export interface WatchedHeads {
  /** The same log. What is appended by it is looked at again. */
  readonly log: EventLog;
  readonly stop: () => void;
}

const EVERY_MS = 1_000;
/** So many streams are looked at each time, in turn. */
const STREAMS_PER_LOOK = 32;

/**
 * Looks whether the log still has what it has acknowledged. A log in a cluster may lose that in an election, and any log
 * when it is restored behind the back of who writes it; going on would put other outcomes in the place of those that
 * somebody has seen. Something is gone when two looks in a row do not find it.
 */
export function watchHeads({ log, onGone, everyMs = EVERY_MS }: WatchOptions): WatchedHeads {
  const heads = new Map<string, Appended>();
  const missing = new Set<string>();
  let isLooking = false;

  async function look(): Promise<void> {
    for (const [stream, head] of [...heads].slice(0, STREAMS_PER_LOOK)) {
      const found = await hashAt(log, stream, head.revision);
      if (heads.get(stream) !== head) continue;
      // Behind the others, for the next time.
      heads.delete(stream);
      heads.set(stream, head);
      if (found === head.hash) missing.delete(stream);
      else if (missing.has(stream)) await tell(stream, head, found);
      else missing.add(stream);
    }
  }

  async function tell(stream: string, head: Appended, found: string | undefined): Promise<void> {
    stop();
    const last = (await log.streamHead(stream))?.revision ?? 'none';
    const instead = found === undefined ? `the last revision is ${last}` : `${found} stands there`;
    onGone(
      `The log has lost what it had acknowledged: ${stream} revision ${head.revision} was ${head.hash}, now ${instead}.`,
    );
  }

  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    // A log that cannot be asked says nothing about what is in it.
    look()
      .catch(() => undefined)
      .finally(() => {
        isLooking = false;
      });
  }, everyMs);
  const stop = () => clearInterval(timer);

  return {
    stop,
    log: withAppend(log, async (stream, expectedRevision, events) => {
      const appended = await log.append(stream, expectedRevision, events);
      const before = heads.get(stream)?.revision ?? -1;
      if (appended.ok && appended.value.revision > before) heads.set(stream, appended.value);
      return appended;
    }),
  };
}

async function hashAt(log: EventLog, stream: string, revision: number) {
  for await (const [event] of log.readStream(stream, { from: revision, limit: 1 })) {
    return event?.hash;
  }
  return undefined;
}
