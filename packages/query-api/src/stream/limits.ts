import type { WebSocketLimits } from '@truetape/edge/web-socket';

/** Every bound of the feeds. */
export interface StreamLimits extends WebSocketLimits {
  /** Changes wait for others to be framed with at most this long. */
  readonly frameIntervalMs: number;
  /** Messages of one frame's interval; feeds that say more are told by a snapshot. */
  readonly framedMax: number;
  /** Whoever joins gets a snapshot that is not older, and what has come since. */
  readonly snapshotMs: number;
  readonly subscriptionsMax: number;
  /** Above it, what only counts when it is the newest waits until less is waiting. */
  readonly conflateBytes: number;
  /** After so long without a message there is a heartbeat. */
  readonly silenceMs: number;
  /** How often books are checked. */
  readonly checkMs: number;
  /** How often each connection is looked at: whether its token still counts, whether it was silent for long; and markets. */
  readonly lookMs: number;
  /** Of all together: trading sessions have places of their own. */
  readonly connectionsMax: number;
  /** Of one network address (of IPv6, one with the same 64 bits); that of a proxy in between counts. */
  readonly connectionsPerAddressMax: number;
  /** Of one account or operator, as far as connections have said whose they are. */
  readonly connectionsPerAccountMax: number;
  /** Deltas of a feed of a market that are kept for those who come back, as long as all of them together are not more … */
  readonly recentMax: number;
  /** … than this: then each keeps its share. */
  readonly recentTotalMax: number;
  /** The same for each feed of an account, as long as one of each account's are not more than the other together. */
  readonly accountRecentMax: number;
  readonly accountRecentTotalMax: number;
  /** Accounts that are followed at once. */
  readonly accountsMax: number;
  /** So long an account is followed that nobody hears of any more: whoever comes back goes on where it was. */
  readonly lingerMs: number;
}

export const STREAM_LIMITS: StreamLimits = {
  frameIntervalMs: 20,
  framedMax: 20_000,
  snapshotMs: 250,
  messageBytesMax: 4_096,
  subscriptionsMax: 64,
  messagesPerSecondMax: 100,
  waitingBytesMax: 4 * 1_048_576,
  waitingMsMax: 10_000,
  conflateBytes: 65_536,
  silenceMs: 5_000,
  checkMs: 1_000,
  lookMs: 500,
  connectionsMax: 4_000,
  connectionsPerAddressMax: 1_000,
  connectionsPerAccountMax: 64,
  recentMax: 5_000,
  recentTotalMax: 500_000,
  accountRecentMax: 500,
  accountRecentTotalMax: 50_000,
  accountsMax: 2_000,
  lingerMs: 30_000,
  heartbeatMs: 30_000,
  closeMs: 1_000,
};

/** The trades that a snapshot of the channel shows, oldest first. */
export const SNAPSHOT_TRADES = 100;
