/** What an operator may set. Times in milliseconds. */
export interface EventStoreDbOptions {
  /** `esdb://…` or `esdb+discover://…`, with credentials and TLS in it: `EVENTSTORE_URL`. Never logged. */
  readonly connectionString: string;
  /** What all streams of this log begin with on the server, without the dot: `truetape` unless told. */
  readonly namespace?: string;
  /** For {@link EventStoreDbLog.clockSkewMs} alone. */
  readonly clockMs: () => number;
  /** Told when a connection was lost and is sought again: for logs and metrics. Nothing need be done. */
  readonly onTrouble?: (trouble: string) => void;
  readonly limits?: Partial<Limits>;
}

export interface Limits {
  /** How long an append may take before its outcome is called unknown. */
  readonly appendMs: number;
  /** How long one answer to a read may take before it is asked again. */
  readonly answerMs: number;
  /** How long reads, and opening, keep asking before they give up. */
  readonly readMs: number;
  /** The first and the longest pause before a lost subscription is taken up again. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** How often a subscription that hears nothing is compared with the head of the log. */
  readonly silenceMs: number;
}

export const LIMITS: Limits = {
  appendMs: 5_000,
  answerMs: 5_000,
  readMs: 30_000,
  firstPauseMs: 20,
  longestPauseMs: 5_000,
  silenceMs: 5_000,
};
