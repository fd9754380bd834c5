import { catalogueEvolve, emptyCatalogue, inNewestVersion } from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import { newRiskWatch } from '@truetape/domain';
import type { Resumable } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import type { Logger, Metrics } from '@truetape/observability';
import type { AppendWatch } from './append-watch.ts';
import { countRaised } from './count-raised.ts';
import { readForWatch } from './fold.ts';
import { newOutbox, type Outbox, readBack } from './outbox.ts';
import { restoreWatch, type StoredWatch, storedWatch } from './stored-watch.ts';

export interface RiskWatchOptions {
  readonly append: AppendWatch;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** It reads the log in order, from its start or from where a snapshot ends. */
export interface RiskWatch extends Resumable {
  /** Of the last event that was read. */
  readonly position: () => number;
  /** The log has been read to its head: from now on what is not said yet is said. */
  readonly goLive: () => void;
  /** Settles when nothing is being appended any more. */
  readonly stop: () => Promise<void>;
}

interface Stored {
  readonly watch: StoredWatch;
  readonly outboxes: readonly (readonly [stream: string, outbox: Outbox])[];
}

/** A log that refuses is asked again so much later. */
const PAUSE_MS = 1_000;

/**
 * Holds every account against its limits, and says in `risk-{account}` and `mark-{symbol}` what follows. That is decided
 * by the log alone, so it needs no memory of its own: what was not appended before a crash is worked out again, and what
 * was is recognised by its cause. There may be several: what one has said, no other says again.
 */
export function createRiskWatch({ append, logger, metrics }: RiskWatchOptions): RiskWatch {
  const catalogue = emptyCatalogue();
  const state = newRiskWatch();
  const outboxes = new Map<string, Outbox>();
  /** Per stream what is on its way; settles when it is answered. */
  const underWay = new Map<string, Promise<void>>();
  /** Per stream the last event that there is known to be: what it says is read before more is said. */
  const known = new Map<string, number>();
  let position = -1;
  let isLive = false;
  let pause: NodeJS.Timeout | undefined;

  function outboxOf(stream: string): Outbox {
    const outbox = outboxes.get(stream) ?? newOutbox();
    outboxes.set(stream, outbox);
    return outbox;
  }

  function read(stored: RecordedEvent): void {
    const event = inNewestVersion(stored);
    position = event.position;
    if (isOwn(event.stream)) {
      const outbox = outboxOf(event.stream);
      outbox.revision = event.revision;
      readBack(outbox, event);
      return;
    }
    catalogueEvolve(catalogue, event);
    for (const said of readForWatch(state, event, catalogue)) {
      outboxOf(said.stream).waiting.push(said);
    }
  }

  function drain(): void {
    if (!isLive || pause !== undefined) return;
    for (const [stream, outbox] of outboxes) {
      const isBehind = outbox.revision < (known.get(stream) ?? outbox.revision);
      if (outbox.waiting.length > 0 && !isBehind && !underWay.has(stream)) {
        underWay.set(stream, say(stream, outbox));
      }
    }
  }

  async function say(stream: string, { waiting: [next], revision }: Outbox): Promise<void> {
    if (next === undefined) return;
    const result = await append(stream, revision, next.events);
    underWay.delete(stream);
    if (result.ok) {
      known.set(stream, result.value.revision);
      countRaised(metrics, next.events);
    } else if (result.failure.code === 'WRONG_REVISION' && result.failure.actual > revision) {
      // Somebody else was faster: what that was is read before anything is said again.
      known.set(stream, result.failure.actual);
    } else {
      logger.warn({ stream, code: result.failure.code }, 'the risk watch cannot append');
      pause ??= setTimeout(goOn, PAUSE_MS).unref();
    }
    drain();
  }

  function goOn(): void {
    pause = undefined;
    drain();
  }

  return {
    name: 'risk-watch',
    schemaVersion: 1,
    position: () => position,
    capture: () => {
      const stored: Stored = { watch: storedWatch(state, catalogue), outboxes: [...outboxes] };
      return Buffer.from(JSON.stringify(stored));
    },
    restore: (body) => {
      const stored = JSON.parse(Buffer.from(body).toString()) as Stored;
      restoreWatch(state, catalogue, stored.watch);
      for (const [stream, outbox] of stored.outboxes) outboxes.set(stream, outbox);
    },
    onEvents: (events) => {
      for (const event of events) read(event);
      drain();
    },
    goLive: () => {
      isLive = true;
      drain();
    },
    stop: async () => {
      isLive = false;
      clearTimeout(pause);
      await Promise.all(underWay.values());
    },
  };
}

const isOwn = (stream: string) =>
  idOf('risk', stream) !== undefined || idOf('mark', stream) !== undefined;
