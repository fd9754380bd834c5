import type { RequestFailure } from '../problem.ts';
import type { Allowance } from './allowance.ts';

/** What whoever has used up a limit is told. */
export interface Refusal {
  readonly failure: RequestFailure;
  /** At least 1. */
  readonly retryAfterSeconds: number;
}

export function refusalOf(allowance: Allowance, weight: number): Refusal {
  const { name, limit } = allowance.of;
  const retryAfterSeconds = Math.max(1, allowance.secondsUntil(weight));
  const detail = `"${name}" is ${limit.units} in ${limit.seconds} s. Try again in ${retryAfterSeconds} s.`;
  return { failure: { code: 'REQUEST_RATE_LIMITED', detail }, retryAfterSeconds };
}
