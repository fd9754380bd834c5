import { z } from 'zod';
import * as v from '../values.ts';

/** Stream `anchors`: what the whole log was, again and again. */
export const anchorEvents = {
  /** The Merkle tree (RFC 9162) over the hashes of the first events of the log, in the order of the log. */
  LogAnchored: z.strictObject({
    at: v.timestamp,
    /** Of the last event in the tree. */
    hash: v.hash,
    logId: v.logId,
    /** Of the last event in the tree. */
    position: v.count,
    root: v.hash,
    /** How many events are in the tree. */
    size: v.size,
  }),
} as const;
