import { createHash } from 'node:crypto';

/**
 * RFC 9162 §2.1 as it is written, recursive and from all leaves each time: what the trees that are kept are compared
 * with. It shares no line with them.
 */
const sha256 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

type Leaves = readonly Uint8Array[];

/** MTH */
export function plainRoot(leaves: Leaves): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return sha256(Uint8Array.of(0), only);
  const k = split(leaves.length);
  return sha256(Uint8Array.of(1), plainRoot(leaves.slice(0, k)), plainRoot(leaves.slice(k)));
}

/** PATH */
export function plainPath(m: number, leaves: Leaves): Buffer[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k
    ? [...plainPath(m, left), plainRoot(right)]
    : [...plainPath(m - k, right), plainRoot(left)];
}

/** PROOF */
export function plainProof(m: number, leaves: Leaves): Buffer[] {
  return plainSubproof(m, leaves, true);
}

function plainSubproof(m: number, leaves: Leaves, b: boolean): Buffer[] {
  if (m === leaves.length) return b ? [] : [plainRoot(leaves)];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m <= k
    ? [...plainSubproof(m, left, b), plainRoot(right)]
    : [...plainSubproof(m - k, right, false), plainRoot(left)];
}

/** The largest power of two below n. */
function split(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1);
}
