import type { EventLog } from '../log.ts';

/** How the suite gets at one adapter. */
export interface LogHarness {
  /** What the adapter's logs say of themselves: rules about the queued tail hold where it is true. */
  readonly pipelined: boolean;
  /** A new, empty log. */
  readonly open: () => Promise<LogUnderTest>;
}

export interface LogUnderTest {
  readonly log: EventLog;
  /** From now on nothing becomes durable, until {@link release}. */
  hold(): void;
  release(): void;
  /** Every commit from now on fails, one that is held included. */
  fail(): void;
  /** Closes the log (which may have failed) and opens the same one again. */
  reopen(): Promise<EventLog>;
  /** Frees everything; the log may be open, closed or failed. */
  dispose(): Promise<void>;
}

/** One promise of the port. */
export interface Rule {
  readonly title: string;
  readonly check: (subject: LogUnderTest) => Promise<void>;
}
