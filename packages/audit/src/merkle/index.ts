/** Merkle trees of RFC 9162: a tree that grows, what proves things about it, and how that is checked. */
export { Frontier } from './frontier.ts';
export { EMPTY_ROOT, HASH_BYTES, leafHash, nodeHash } from './hash.ts';
export { RangeRoots } from './range-roots.ts';
export { consistencyRanges, inclusionRanges, type Range } from './ranges.ts';
export { type Head, isExtension, isIncluded } from './verify.ts';
