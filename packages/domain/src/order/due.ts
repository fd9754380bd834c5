import { dayOf, startOfDay } from '../value/day.ts';
import type { EpochMs } from '../value/units.ts';
import type { OrderTerms } from './terms.ts';

/**
 * When an order ends that was placed at `at`: a GTD order when its client says, a DAY order with its day of trading,
 * which in a market that never closes (calendar 24x7) begins at 00:00 UTC. Undefined for any other.
 */
export function dueAtOf(
  { timeInForce, expiresAt }: Pick<OrderTerms, 'timeInForce' | 'expiresAt'>,
  at: EpochMs,
): EpochMs | undefined {
  return timeInForce === 'DAY' ? startOfDay(dayOf(at) + 1) : expiresAt;
}
