import { canonicalForm, chainHash, GENESIS_HASH } from '@truetape/codec';
import { CorruptLogError } from '@truetape/event-store';
import { HEADS_LIMIT } from '@truetape/event-store/adapter';
import type { RecordedEvent } from '@truetape/kernel';

/**
 * Checks events against the one before them in their stream, as a reader meets them: the hash, and that none is missing
 * or comes twice. The first event that a reader meets of a stream, when it is not the stream's first, is what the next
 * one is checked against.
 */
export class HashChains {
  readonly #last = new Map<string, { readonly revision: number; readonly hash: string }>();

  /**
   * Gives the length of its canonical form.
   *
   * @throws CorruptLogError naming the place
   */
  check(event: RecordedEvent): number {
    const { stream, revision, hash, position } = event;
    const previous = revision === 0 ? { revision: -1, hash: GENESIS_HASH } : this.#last.get(stream);
    const canonical = canonicalForm(event, event);
    if (previous !== undefined) {
      if (previous.revision + 1 !== revision) {
        throw new CorruptLogError(
          `After ${stream}#${previous.revision} comes #${revision} at position ${position}`,
        );
      }
      checkHash(event, previous.hash, canonical);
    }
    this.#last.delete(stream);
    this.#last.set(stream, { revision, hash });
    if (this.#last.size > HEADS_LIMIT) this.#last.delete(this.#last.keys().next().value as string);
    return canonical.length;
  }
}

/** @throws CorruptLogError naming the place, when an event does not follow the hash before it */
export function checkHash(
  event: RecordedEvent,
  previousHash: string,
  canonical = canonicalForm(event, event),
): void {
  if (chainHash(previousHash, canonical) === event.hash) return;
  throw new CorruptLogError(
    `The hash of ${event.stream}#${event.revision} at position ${event.position} is not that of its content`,
  );
}
