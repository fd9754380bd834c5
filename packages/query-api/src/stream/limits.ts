import type { WebSocketLimits } from '@truetape/edge/web-socket';

/** Every bound of the feeds. */
export interface StreamLimits extends WebSocketLimits {
  /** Changes wait for others to be framed with at most this long. */
  readonly frameIntervalMs: number;
  readonly subscriptionsMax: number;
  /** Messages of one connection within a second; more of them close it. */
  readonly messagesPerSecondMax: number;
  /** Above it, what only counts when it is the newest waits until less is waiting. */
  readonly conflateBytes: number;
  /** After so long without a message there is a heartbeat. */
  readonly silenceMs: number;
  /** How often books are checked, and who is asking. */
  readonly checkMs: number;
  /** Deltas of a feed that are kept for those who come back. */
  readonly recentMax: number;
}

export const STREAM_LIMITS: StreamLimits = {
  frameIntervalMs: 20,
  messageBytesMax: 4_096,
  subscriptionsMax: 64,
  messagesPerSecondMax: 100,
  waitingBytesMax: 4 * 1_048_576,
  conflateBytes: 65_536,
  silenceMs: 5_000,
  checkMs: 1_000,
  recentMax: 5_000,
  heartbeatMs: 30_000,
  closeMs: 1_000,
};

/** The trades that a snapshot of the channel shows, oldest first. */
export const SNAPSHOT_TRADES = 100;
