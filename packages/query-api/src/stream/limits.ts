/** Every bound of the feeds. */
export interface StreamLimits {
  /** Changes wait for others to be framed with at most this long. */
  readonly frameIntervalMs: number;
  readonly messageBytesMax: number;
  readonly subscriptionsMax: number;
  /** Messages of one connection within a second; more of them close it. */
  readonly messagesPerSecondMax: number;
  /** What may wait for a reader before it is closed as too slow. */
  readonly waitingBytesMax: number;
  /** A connection that does not answer a ping within this time is cut. */
  readonly heartbeatMs: number;
  /** After saying good-bye, how long a connection may take to close. */
  readonly closeMs: number;
}

export const STREAM_LIMITS: StreamLimits = {
  frameIntervalMs: 20,
  messageBytesMax: 4_096,
  subscriptionsMax: 64,
  messagesPerSecondMax: 100,
  waitingBytesMax: 4 * 1_048_576,
  heartbeatMs: 30_000,
  closeMs: 1_000,
};

/** The trades that a snapshot of the channel shows, oldest first. */
export const SNAPSHOT_TRADES = 100;
