import type { LogEvent } from '../framework/log-event.ts';

/** What a market made of an input. */
export type Outcome = Extract<LogEvent, { readonly data: { readonly last: boolean } }>;

export function isOutcome(event: LogEvent): event is Outcome {
  return 'last' in event.data;
}
