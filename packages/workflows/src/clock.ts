import { formatTime, inNewestVersion, readClockEvents, versioned } from '@truetape/codec';
import { type Data, streams } from '@truetape/contracts';
import { type ClockAdvanced, clock, type EpochMs, nextAdvanceAt } from '@truetape/domain';
import { appendForCertain, type EventLog, NO_STREAM, type Resumable } from '@truetape/event-store';
import { assert } from '@truetape/kernel';

export interface ClockOptions {
  readonly log: EventLog;
  readonly now: () => EpochMs;
  /** Different for every start: the correlation id of what it appends. */
  readonly instance: string;
  /** The stream `clock` cannot be written: this process must stop. */
  readonly onStopped: (reason: string) => void;
}

/** It reads the log in order, from its start or from where a snapshot ends. */
export interface Clock extends Resumable {
  /** The log has been read to its head: from now on markets are told what is due. */
  readonly goLive: () => void;
  /** Settles when nothing is being appended any more. */
  readonly stop: () => Promise<void>;
}

interface StoredClock {
  readonly readRevision: number;
  readonly advancedAt: EpochMs | null;
  readonly dues: readonly (readonly [name: string, at: EpochMs])[];
}

/** An append of unknown outcome is sent again as the identical batch, so often. */
const RETRIES = 10;
/** Timers do not follow a clock that is set anew, so nothing is waited for longer at once. */
const WAIT_MS_MAX = 60_000;

/** Appends to `clock` when an order or an auction is due. There may be several: what one has told, no other tells again. */
export function createClock({ log, now, instance, onStopped }: ClockOptions): Clock {
  const state = clock.initialState();
  /** Of the last event of the stream that was read, and of the last one that there is known to be. */
  let readRevision = NO_STREAM;
  let knownRevision = NO_STREAM;
  let isLive = false;
  let appending: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** What the timer was set for; it may come earlier. */
  let looksBy = 0;

  /** Looks now where something is due, otherwise when the next thing is. */
  function arrange(): void {
    if (!isLive || appending !== undefined || readRevision < knownRevision) return;
    const next = nextAdvanceAt(state);
    if (next === undefined) return;
    const waitMs = Math.min(next - now(), WAIT_MS_MAX);
    if (waitMs <= 0) {
      look();
    } else if (timer === undefined || next < looksBy) {
      clearTimeout(timer);
      looksBy = next;
      timer = setTimeout(look, waitMs).unref();
    }
  }

  function look(): void {
    clearTimeout(timer);
    timer = undefined;
    const [advanced] = clock.decide(state, { type: 'AdvanceClock' }, { now: now() }).value;
    if (advanced === undefined) arrange();
    else appending = append(advanced);
  }

  async function append({ at, to }: ClockAdvanced): Promise<void> {
    const data: Data<'ClockAdvanced'> = { at: formatTime(at), to: formatTime(to) };
    const event = versioned('ClockAdvanced', { correlationId: instance, data });
    const result = await appendForCertain(log, streams.clock, readRevision, [event], RETRIES);
    appending = undefined;
    if (result.ok) {
      knownRevision = result.value.revision;
    } else if (result.failure.code === 'WRONG_REVISION') {
      // Somebody else was faster: what that was is read before anything is decided again.
      knownRevision = result.failure.actual;
    } else {
      isLive = false;
      onStopped(`the clock cannot be written: ${result.failure.code}`);
    }
    arrange();
  }

  return {
    name: 'clock',
    schemaVersion: 2,
    capture: () => {
      assert(!isLive, 'a state is kept while it is only read');
      const { dues, advancedAt = null } = state;
      const stored: StoredClock = { readRevision, advancedAt, dues: dues.entries() };
      return Buffer.from(JSON.stringify(stored));
    },
    restore: (body) => {
      const stored = JSON.parse(Buffer.from(body).toString()) as StoredClock;
      readRevision = stored.readRevision;
      state.advancedAt = stored.advancedAt ?? undefined;
      for (const [name, at] of stored.dues) state.dues.set(name, at);
    },
    onEvents: (events) => {
      for (const stored of events) {
        const event = inNewestVersion(stored);
        for (const said of readClockEvents(event)) clock.evolve(state, said);
        if (event.stream === streams.clock) readRevision = event.revision;
      }
      arrange();
    },
    goLive: () => {
      isLive = true;
      arrange();
    },
    stop: async () => {
      isLive = false;
      clearTimeout(timer);
      await appending;
    },
  };
}
