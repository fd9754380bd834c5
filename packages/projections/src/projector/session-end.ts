import { CorruptLogError } from '@truetape/event-store';
import { PoisonedEventError } from '../framework/log-event.ts';
import { DatabaseError } from '../postgres/database-error.ts';
import { SecondProjectorError } from './batch-writer.ts';
import type { ProjectorFailure } from './failure.ts';

export type SessionEnd =
  | { readonly kind: 'stopped' }
  /** All that should be read is read and written. */
  | { readonly kind: 'reached' }
  /** Postgres is away for a while. */
  | { readonly kind: 'disconnected'; readonly reason: string }
  | {
      readonly kind: 'poisoned';
      readonly failure: ProjectorFailure;
      /** The last position before the event after which every input was complete. */
      readonly completeUpTo: number;
    }
  | { readonly kind: 'failed'; readonly failure: ProjectorFailure };

/** @throws the error itself when it is a bug: then the process ends */
export function endOf(error: unknown, completeUpTo: number): SessionEnd {
  if (error instanceof PoisonedEventError) {
    const { position } = error.event;
    const failure = { code: 'POISONED_EVENT', message: error.message, position } as const;
    return { kind: 'poisoned', failure, completeUpTo };
  }
  if (error instanceof DatabaseError) {
    if (error.passing) return { kind: 'disconnected', reason: error.message };
    return { kind: 'failed', failure: { code: 'DATABASE', message: error.message } };
  }
  if (error instanceof SecondProjectorError) {
    return { kind: 'failed', failure: { code: 'SECOND_PROJECTOR', message: error.message } };
  }
  if (error instanceof CorruptLogError) {
    return { kind: 'failed', failure: { code: 'LOG_CORRUPT', message: error.message } };
  }
  throw error;
}
