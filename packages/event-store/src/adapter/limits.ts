/** What one commit may weigh. An append is at most 1 MiB, so that none is ever split. */
export const COMMIT_LIMIT_BYTES = 4 * 1_048_576;

/** What may wait for the disk before new appends are refused. */
export const QUEUE_LIMIT_BYTES = 64 * 1_048_576;

/** One read, and one call of a subscriber, holds at most so much. */
export const BATCH_LIMIT_EVENTS = 512;
export const BATCH_LIMIT_BYTES = 4 * 1_048_576;

/** What a subscriber is given in one go. Then other work goes first: the commit of what it has appended, and requests. */
export const TURN_LIMIT_EVENTS = 2_048;

/** Durable events kept as objects for subscribers that are nearly up to date. */
export const RECENT_LIMIT_EVENTS = 1_024;
export const RECENT_LIMIT_BYTES = 16 * 1_048_576;

/** Stream heads kept in memory; the others are looked up. */
export const HEADS_LIMIT = 65_536;

/**
 * When less room than this is left on the disk, nobody's requests are taken any more. What the system says by itself
 * still is: the outcomes of what was taken before, and their settlement.
 */
export const ROOM_RESERVE_BYTES = 16 * 1_048_576;

/** A commit that finds the disk full is tried again after so long. */
export const FULL_DISK_RETRY_MS = 250;
