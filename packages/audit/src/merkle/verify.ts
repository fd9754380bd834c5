import { leafHash, nodeHash } from './hash.ts';

/** A tree as somebody states it. */
export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

type Hashes = readonly Uint8Array[];

/** Whether `path` leads from the leaf at `index` to the root: RFC 9162 §2.1.3.2, step by step. */
export function isIncluded(data: Uint8Array, index: number, path: Hashes, head: Head): boolean {
  if (index >= head.size) return false;
  let made: Uint8Array = leafHash(data);
  const isWhole = climb(index, head.size - 1, path, {
    left: (sibling) => {
      made = nodeHash(sibling, made);
    },
    right: (sibling) => {
      made = nodeHash(made, sibling);
    },
  });
  return isWhole && isEqual(made, head.root);
}

/** Whether `path` proves that `newer` begins with all of `older`: RFC 9162 §2.1.4.2, step by step. */
export function isExtension(older: Head, newer: Head, path: Hashes): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return path.length === 0 && isEqual(older.root, newer.root);
  // Every tree extends the empty one.
  if (older.size === 0) return path.length === 0;
  const [first, ...rest] = isPowerOfTwo(older.size) ? [older.root, ...path] : path;
  if (first === undefined) return false;
  let [at, last] = [older.size - 1, newer.size - 1];
  while (isRight(at)) [at, last] = [above(at), above(last)];
  let [olderMade, newerMade] = [first, first];
  const isWhole = climb(at, last, rest, {
    left: (sibling) => {
      olderMade = nodeHash(sibling, olderMade);
      newerMade = nodeHash(sibling, newerMade);
    },
    right: (sibling) => {
      newerMade = nodeHash(newerMade, sibling);
    },
  });
  return isWhole && isEqual(olderMade, older.root) && isEqual(newerMade, newer.root);
}

interface Joins {
  /** The sibling is on the left. */
  readonly left: (sibling: Uint8Array) => void;
  readonly right: (sibling: Uint8Array) => void;
}

/** From a node to the root, a sibling at a time; says whether the path ends there. */
function climb(index: number, lastIndex: number, path: Hashes, join: Joins): boolean {
  let [at, last] = [index, lastIndex];
  for (const sibling of path) {
    if (last === 0) return false;
    if (isRight(at) || at === last) {
      join.left(sibling);
      while (!isRight(at) && at !== 0) [at, last] = [above(at), above(last)];
    } else {
      join.right(sibling);
    }
    [at, last] = [above(at), above(last)];
  }
  return last === 0;
}

const isRight = (index: number) => index % 2 === 1;
const above = (index: number) => Math.floor(index / 2);
const isEqual = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

function isPowerOfTwo(size: number): boolean {
  let power = 1;
  while (power < size) power *= 2;
  return power === size;
}
