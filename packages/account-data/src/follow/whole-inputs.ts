import type { RecordedEvent } from '@truetape/kernel';

/** Holds back what a market says until it has said all that follows from an input: between its parts nothing is shown. */
export class WholeInputs {
  readonly #unfinished = new Map<string, RecordedEvent[]>();

  /** The events that may be shown now: this one, the whole input that it completes, or none. */
  take(event: RecordedEvent): readonly RecordedEvent[] {
    const { last } = event.data as { readonly last?: boolean };
    const begun = this.#unfinished.get(event.stream);
    if (last === undefined || (last && begun === undefined)) return [event];
    const input = begun ?? [];
    input.push(event);
    if (last) this.#unfinished.delete(event.stream);
    else this.#unfinished.set(event.stream, input);
    return last ? input : NONE;
  }
}

const NONE: readonly RecordedEvent[] = [];
