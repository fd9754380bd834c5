import type { RecordedEvent } from '@truetape/kernel';
import { Changes, type CombinedFold, OpenInputs } from '@truetape/read-models';

/** Folded events on their way to Postgres, up to an event after which every input is complete. */
export interface ReadyEvents {
  readonly changes: Changes;
  readonly count: number;
  readonly last: RecordedEvent;
}

/**
 * When so many events follow an input that is not complete, its first parts are shown all the same: a market that died
 * in the middle of an input must not stop the reading of all others for ever.
 */
const INCOMPLETE_EVENTS_MAX = 20_000;

/** Folds events one by one and keeps apart what may be shown from what belongs to an input that is not complete. */
export class PendingEvents {
  readonly #fold: Pick<CombinedFold, 'apply'>;
  readonly #inputs = new OpenInputs();
  readonly #onCut: (event: RecordedEvent) => void;
  #ready: Growing | undefined;
  #forming: Growing | undefined;

  #completeUpTo: number;

  /** @param onCut told when an input is shown in parts */
  constructor(
    fold: Pick<CombinedFold, 'apply'>,
    position: number,
    onCut: (event: RecordedEvent) => void,
  ) {
    this.#fold = fold;
    this.#completeUpTo = position;
    this.#onCut = onCut;
  }

  /** The last position after which every input was complete. */
  get completeUpTo(): number {
    return this.#completeUpTo;
  }

  /** How many events may be taken. */
  get readyCount(): number {
    return this.#ready?.count ?? 0;
  }

  /** @throws PoisonedEventError; then nothing that was not taken can be: the event may have been applied in part */
  add(event: RecordedEvent): void {
    try {
      this.#add(event);
    } catch (error) {
      this.#ready = undefined;
      this.#forming = undefined;
      throw error;
    }
  }

  take(): ReadyEvents | undefined {
    const ready = this.#ready;
    this.#ready = undefined;
    return ready;
  }

  #add(event: RecordedEvent): void {
    const isComplete = this.#inputs.isCompleteAfter(event);
    if (isComplete && this.#forming === undefined) {
      this.#ready = this.#grow(this.#ready, event);
      this.#completeUpTo = event.position;
      return;
    }
    this.#forming = this.#grow(this.#forming, event);
    const isTooLong = this.#forming.count >= INCOMPLETE_EVENTS_MAX;
    if (isTooLong && !isComplete) this.#onCut(event);
    if (isComplete || isTooLong) this.#formed(this.#forming);
  }

  #grow(growing: Growing | undefined, event: RecordedEvent): Growing {
    const changes = growing?.changes ?? new Changes();
    this.#fold.apply(event, changes);
    if (growing === undefined) return { changes, count: 1, last: event };
    growing.count += 1;
    growing.last = event;
    return growing;
  }

  #formed(forming: Growing): void {
    this.#forming = undefined;
    this.#completeUpTo = forming.last.position;
    if (this.#ready === undefined) {
      this.#ready = forming;
      return;
    }
    this.#ready.changes.add(forming.changes);
    this.#ready.count += forming.count;
    this.#ready.last = forming.last;
  }
}

interface Growing extends ReadyEvents {
  count: number;
  last: RecordedEvent;
}
