import { streams } from '@truetape/contracts';
import {
  type Appended,
  type AppendFailure,
  appendForCertain,
  type EventLog,
  NO_STREAM,
} from '@truetape/event-store';
import type { NewEvent, Result } from '@truetape/kernel';

/** The stream `security`, which several processes write. */
export interface SecurityLog {
  /** The revision of its last event. Rejects while the log is away. */
  readonly head: () => Promise<number>;
  /** In this process, or in the one that writes the log. */
  readonly append: AppendSecurity;
}

/** Behind exactly this revision. */
export type AppendSecurity = (
  expectedRevision: number,
  events: readonly NewEvent[],
) => Promise<Result<Pick<Appended, 'revision' | 'position'>, AppendFailure>>;

/** An append of unknown outcome is sent again as the identical one, so often. */
const RETRIES = 5;

/** @param append by this process itself when left out */
export const securityLogOf = (
  log: EventLog,
  append: AppendSecurity = (expectedRevision, events) =>
    appendForCertain(log, streams.security, expectedRevision, events, RETRIES),
): SecurityLog => ({
  head: async () => (await log.streamHead(streams.security))?.revision ?? NO_STREAM,
  append,
});
