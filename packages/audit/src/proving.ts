import { InvariantError } from '@truetape/kernel';
import { type Check, Difference } from './difference.ts';
import type { Rule } from './first-broken.ts';

/** A rule of the replayed code that an event breaks is a difference at that event. */
export function proving(check: Check, rule: Rule): Rule {
  return (event) => {
    try {
      rule(event);
    } catch (error) {
      // What cannot be counted in ticks, lots or minor units is a RangeError of the codec.
      if (error instanceof InvariantError || error instanceof RangeError) {
        throw new Difference(check, event, error.message);
      }
      throw error;
    }
  };
}
