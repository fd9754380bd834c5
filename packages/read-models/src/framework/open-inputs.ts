import type { RecordedEvent } from '@truetape/kernel';

/**
 * Follows which markets are in the middle of an input, so that readers are shown whole inputs only: between its parts
 * a book may be crossed.
 */
export class OpenInputs {
  readonly #streams = new Set<string>();

  /** True when every input is complete after this event. */
  isCompleteAfter(event: RecordedEvent): boolean {
    const { last } = event.data as { readonly last?: unknown };
    if (last === false) this.#streams.add(event.stream);
    else if (last === true) this.#streams.delete(event.stream);
    return this.#streams.size === 0;
  }
}
