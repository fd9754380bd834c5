import { InvariantError, type RecordedEvent } from '@truetape/kernel';
import { type Check, Difference } from './difference.ts';

/** A rule of the replayed code that an event breaks is a difference at that event. */
export function prove(
  check: Check,
  event: RecordedEvent,
  read: (event: RecordedEvent) => void,
): void {
  try {
    read(event);
  } catch (error) {
    // What cannot be counted in ticks, lots or minor units is a RangeError of the codec.
    if (error instanceof InvariantError || error instanceof RangeError) {
      throw new Difference(check, event, error.message);
    }
    throw error;
  }
}
