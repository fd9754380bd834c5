import { CorruptLogError } from '@truetape/event-store';
import { CorruptRowsError, PoisonedEventError } from '@truetape/read-models';
import { DatabaseError } from '../postgres/database-error.ts';
import { RebuiltError, SecondProjectorError } from './batch-writer.ts';
import type { ProjectorFailure } from './failure.ts';

export type SessionEnd =
  | { readonly kind: 'stopped' }
  /** All that should be read is read and written. */
  | { readonly kind: 'reached' }
  /** Postgres is away for a while, or has other rows than were read: what is stored has to be read again. */
  | { readonly kind: 'disconnected' | 'rebuilt'; readonly reason: string }
  | BrokenEnd
  | { readonly kind: 'failed'; readonly failure: ProjectorFailure };

/** A read model cannot go on; the others can. */
export interface BrokenEnd {
  readonly kind: 'broken';
  /** Undefined when it concerns all of them. */
  readonly model: string | undefined;
  readonly failure: ProjectorFailure;
  /** The last position before the event after which every input was complete; undefined when its rows are the cause. */
  readonly completeUpTo: number | undefined;
}

/** @throws the error itself when it is a bug: then the process ends */
export function endOf(error: unknown, completeUpTo: number | undefined): SessionEnd {
  if (error instanceof PoisonedEventError) {
    const { message, model } = error;
    const { position } = error.event;
    const failure = { code: 'POISONED_EVENT', message, position } as const;
    return { kind: 'broken', model, failure, completeUpTo };
  }
  if (error instanceof CorruptRowsError) {
    const { message, model } = error;
    const failure = { code: 'ROWS_CORRUPT', message } as const;
    return { kind: 'broken', model, failure, completeUpTo: undefined };
  }
  if (error instanceof DatabaseError) {
    if (error.passing) return { kind: 'disconnected', reason: error.message };
    return { kind: 'failed', failure: { code: 'DATABASE', message: error.message } };
  }
  if (error instanceof RebuiltError) return { kind: 'rebuilt', reason: error.message };
  if (error instanceof SecondProjectorError) {
    return { kind: 'failed', failure: { code: 'SECOND_PROJECTOR', message: error.message } };
  }
  if (error instanceof CorruptLogError) {
    return { kind: 'failed', failure: { code: 'LOG_CORRUPT', message: error.message } };
  }
  throw error;
}
