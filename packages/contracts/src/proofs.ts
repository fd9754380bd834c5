import { z } from 'zod';
import { receipt } from './http/answers.ts';
import * as v from './values.ts';

/** What of the log is signed and sent outside. The signature is over the canonical JSON (RFC 8785) of exactly this. */
export const outsideAnchor = z.strictObject({
  at: v.timestamp,
  format: z.literal('truetape-anchor-1'),
  /** Of the last event in the tree. */
  hash: v.hash,
  logId: v.logId,
  /** Of the last event in the tree. */
  position: v.count,
  /** Of the Merkle tree (RFC 9162) over the hashes of the first `size` events, in the order of the log. */
  root: v.hash,
  size: v.size,
});
export type OutsideAnchor = z.infer<typeof outsideAnchor>;

/** A line of an anchor file, and the body of what is sent to `ANCHOR_URL`. */
export const signedAnchor = z.strictObject({
  anchor: outsideAnchor,
  /** Ed25519, in base64. */
  signature: z.base64().length(88),
});
export type SignedAnchor = z.infer<typeof signedAnchor>;

const path = z.array(v.hash).max(64);

/** That an event is in the log, to be checked without the log. */
export const inclusionProof = z.strictObject({
  format: z.literal('truetape-inclusion-1'),
  receipt,
  /** What the hash of the receipt is the SHA-256 of: the hash before it in its stream, and the event as it is stored. */
  event: z.strictObject({ previousHash: v.hash, canonical: z.string() }),
  /** Place in the tree, from 0. */
  index: v.count,
  /** From the leaf to the root. */
  path,
  anchor: signedAnchor,
});
export type InclusionProof = z.infer<typeof inclusionProof>;

/** That the log of a later anchor begins with all of an earlier one, to be checked without the log. */
export const consistencyProof = z.strictObject({
  format: z.literal('truetape-consistency-1'),
  older: signedAnchor,
  newer: signedAnchor,
  path,
});
export type ConsistencyProof = z.infer<typeof consistencyProof>;
