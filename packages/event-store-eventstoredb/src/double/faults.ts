/** What a double may be told to do wrong. Everything is off in a new one. */
export interface Faults {
  /** So many appends from now on are stored and not answered. */
  loseReplies: number;
  /** Nothing is answered and nothing is stored: requests are taken and left lying. */
  silent: boolean;
  /** Appends, and the question what the server can do, are refused as `UNAVAILABLE`; reads are served. */
  refuseAppends: boolean;
  /** Every call is refused with this status, for example 16 for a wrong password. */
  refuseAll: number | undefined;
  /** What the server can do is answered with this status: the client keeps such an answer for ever. */
  refuseFeatures: number | undefined;
  /** Each read and subscription is cut after so many events. */
  cutReadsAfter: number | undefined;
  /** How it is cut: with an error, as an orderly end, or in turns. */
  cutWith: 'error' | 'end' | 'turns';
  /** Subscriptions stay open and tell nothing more. */
  silentSubscriptions: boolean;
}

export function noFaults(): Faults {
  return {
    loseReplies: 0,
    silent: false,
    refuseAppends: false,
    refuseAll: undefined,
    refuseFeatures: undefined,
    cutReadsAfter: undefined,
    cutWith: 'turns',
    silentSubscriptions: false,
  };
}
