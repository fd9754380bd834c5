import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  consistencyRanges,
  Frontier,
  inclusionRanges,
  isExtension,
  isIncluded,
  type Range,
  RangeRoots,
} from '../../src/merkle/index.ts';
import { plainPath, plainProof, plainRoot } from './plain-tree.ts';

const SEED = 9_162;
/** Every size up to here is tried with every leaf and every older size. */
const SMALL = 70;

const leavesOf = (size: number, salt = 0) =>
  Array.from({ length: size }, (_, index) => {
    const leaf = Buffer.alloc(32, salt);
    leaf.writeUInt32BE(index);
    return leaf;
  });

function treeOf(leaves: readonly Uint8Array[]): Frontier {
  const tree = new Frontier();
  for (const leaf of leaves) tree.add(leaf);
  return tree;
}

function rootsOf(leaves: readonly Uint8Array[], ranges: readonly Range[], first = 0) {
  const roots = new RangeRoots(ranges, first);
  for (const leaf of leaves.slice(first)) roots.add(leaf);
  return roots.roots();
}

const headOf = (leaves: readonly Uint8Array[]) => ({
  size: leaves.length,
  root: treeOf(leaves).root(),
});

const flipped = (hash: Uint8Array) => Buffer.from(hash).fill((hash[7] ?? 0) ^ 1, 7, 8);

describe('the tree of the reference log of Certificate Transparency', () => {
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((hex) => Buffer.from(hex, 'hex'));
  const hexes = (hashes: readonly Uint8Array[]) =>
    hashes.map((hash) => Buffer.from(hash).toString('hex'));

  test('has its roots', () => {
    const sizes = leaves.map((_, index) => leaves.slice(0, index + 1));
    equal(hexes([new Frontier(), ...sizes.map(treeOf)].map((tree) => tree.root())), [
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
  });

  test('has its paths and proofs', () => {
    const first = [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ];
    equal(hexes(rootsOf(leaves, inclusionRanges(0, 8))), first);
    equal(hexes(rootsOf(leaves, consistencyRanges(1, 8))), first);
    equal(hexes(rootsOf(leaves, consistencyRanges(6, 8))), [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    equal(hexes(rootsOf(leaves.slice(0, 5), consistencyRanges(2, 5))), [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });
});

describe(`every tree of up to ${SMALL} leaves`, () => {
  test('has the root of the plain tree, and goes on from its own subtrees', () => {
    for (let size = 0; size <= SMALL; size++) {
      const leaves = leavesOf(size);
      const tree = treeOf(leaves);
      equal(tree.root(), plainRoot(leaves), `size ${size}`);
      const again = Frontier.of(tree.size, tree.roots);
      again.add(Buffer.alloc(32, 9));
      equal(again.root(), plainRoot([...leaves, Buffer.alloc(32, 9)]), `size ${size}`);
      equal(tree.size, size, 'what goes on is a copy');
    }
  });

  test('proves each of its leaves, and no other leaf, place, size or path', () => {
    for (let size = 1; size <= SMALL; size++) {
      const leaves = leavesOf(size);
      const head = headOf(leaves);
      for (const [index, leaf] of leaves.entries()) {
        const path = rootsOf(leaves, inclusionRanges(index, size));
        const where = `leaf ${index} of ${size}`;
        equal(path, plainPath(index, leaves), where);
        holds(isIncluded(leaf, index, path, head), where);
        holds(!isIncluded(flipped(leaf), index, path, head), `another ${where}`);
        holds(!isIncluded(leaf, index, [...path, leaf], head), `a longer path to ${where}`);
        holds(!isIncluded(leaf, index + size, path, head), `beyond ${where}`);
        holds(!isIncluded(leaf, index, path, { ...head, root: flipped(head.root) }), where);
        if (path.length === 0) continue;
        holds(!isIncluded(leaf, index, path.slice(1), head), `a shorter path to ${where}`);
        holds(!isIncluded(leaf, index, path.with(0, flipped(leaf)), head), `another path`);
        holds(!isIncluded(leaf, (index + 1) % size, path, head), `beside ${where}`);
      }
    }
  });

  test('proves that it extends each tree before it, and no other', () => {
    for (let size = 1; size <= SMALL; size++) {
      const leaves = leavesOf(size);
      const newer = headOf(leaves);
      for (let olderSize = 1; olderSize <= size; olderSize++) {
        const older = headOf(leaves.slice(0, olderSize));
        const path = rootsOf(leaves, consistencyRanges(olderSize, size));
        const what = `${olderSize} to ${size}`;
        equal(path, plainProof(olderSize, leaves), what);
        holds(isExtension(older, newer, path), what);
        holds(!isExtension({ ...older, root: flipped(older.root) }, newer, path), what);
        holds(!isExtension(older, { ...newer, root: flipped(newer.root) }, path), what);
        holds(!isExtension(older, newer, [...path, newer.root]), `${what}, longer`);
        if (olderSize < size) holds(!isExtension(newer, older, path), `${what}, backwards`);
        if (path.length > 0) holds(!isExtension(older, newer, path.slice(1)), `${what}, shorter`);
      }
    }
  });
});

test('larger trees are as the plain tree, leaves of any length and places anywhere', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 700 }),
      fc.nat(),
      fc.nat(),
      (leaves, one, other) => {
        const size = leaves.length;
        const index = one % size;
        const olderSize = 1 + (other % size);
        const newer = headOf(leaves);
        equal(newer.root, plainRoot(leaves));
        const path = rootsOf(leaves, inclusionRanges(index, size));
        equal(path, plainPath(index, leaves));
        holds(isIncluded(leaves[index] as Uint8Array, index, path, newer));
        const proof = rootsOf(leaves, consistencyRanges(olderSize, size));
        equal(proof, plainProof(olderSize, leaves));
        holds(isExtension(headOf(leaves.slice(0, olderSize)), newer, proof));
      },
    ),
    { seed: SEED, numRuns: 60 },
  );
});

test('the subtrees left of a leaf are those that the tree up to it remembers', () => {
  for (let size = 1; size <= SMALL; size++) {
    const leaves = leavesOf(size);
    for (let index = 0; index < size; index++) {
      const ranges = inclusionRanges(index, size);
      const left = ranges.filter(({ start }) => start < index);
      equal(rootsOf(leaves, left).toReversed(), treeOf(leaves.slice(0, index)).roots);
      const right = ranges.filter(({ start }) => start > index);
      equal(rootsOf(leaves, right, index + 1), rootsOf(leaves, right));
    }
  }
});

test('sizes beyond 32 bits are counted exactly', () => {
  const [size, index] = [2 ** 40 + 3, 2 ** 33 + 5];
  const ranges = inclusionRanges(index, size);
  equal(
    ranges.reduce((leaves, { start, end }) => leaves + end - start, 1),
    size,
  );
  const older = consistencyRanges(2 ** 40 + 1, size);
  equal(older, [
    { start: 2 ** 40, end: 2 ** 40 + 1 },
    { start: 2 ** 40 + 1, end: 2 ** 40 + 2 },
    { start: 2 ** 40 + 2, end: size },
    { start: 0, end: 2 ** 40 },
  ]);
});
