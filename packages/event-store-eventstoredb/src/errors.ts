import { ErrorType, isCommandError } from '@eventstore/db-client';
import { CorruptLogError } from '@truetape/event-store';

/** Errors that asking again does not mend. */
const FINAL: ReadonlySet<unknown> = new Set([
  ErrorType.ACCESS_DENIED,
  ErrorType.INVALID_ARGUMENT,
  ErrorType.STREAM_DELETED,
  ErrorType.UNSUPPORTED,
]);

/** gRPC statuses of the same meaning, of errors that the client passes on as they come. */
const FINAL_STATUSES: ReadonlySet<unknown> = new Set([7, 12, 16]);

/** Says whether the same question may be answered later: the connection broke, or there is no leader. */
export function mayPass(error: unknown): boolean {
  if (error instanceof CorruptLogError) return false;
  if (isCommandError(error as Error)) return !FINAL.has((error as { type?: unknown }).type);
  return !FINAL_STATUSES.has((error as { code?: unknown }).code);
}

/** One line for people; the client's messages never hold the connection string. */
export function describe(error: unknown): string {
  const { type, message } = error as { type?: unknown; message?: unknown };
  const text = String(message ?? error).split('\n', 1)[0];
  return type === undefined ? `${text}` : `${type}: ${text}`;
}
