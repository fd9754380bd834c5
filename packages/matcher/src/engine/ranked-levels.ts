import { NONE } from './orders.ts';

/** Levels in a block. */
const BLOCK = 64;
/** Levels that are found without a search, by the low bits of their ranks. */
const NEAR = 1_024;

interface Block {
  readonly ranks: Float64Array;
  readonly levels: Int32Array;
  size: number;
}

/**
 * Levels sorted by rank, worst first, in blocks of up to 64: one among a million is found by a search over the blocks
 * and put in its place by a move within one. The best one, and those that were looked for before, are there at once.
 */
export class RankedLevels {
  readonly #blocks: Block[] = [newBlock()];
  readonly #nearRanks = new Float64Array(NEAR);
  readonly #nearLevels = new Int32Array(NEAR);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The level of a rank, or `NONE`. No rank is 0. */
  find(rank: number): number {
    const near = rank & (NEAR - 1);
    return this.#nearRanks[near] === rank
      ? (this.#nearLevels[near] as number)
      : this.#search(rank, near);
  }

  /** Says which level is the next better one, or `NONE`. The rank must not be there yet. */
  insert(rank: number, level: number): number {
    const blocks = this.#blocks;
    this.#size += 1;
    this.#keepNear(rank, level);
    const last = blocks[blocks.length - 1] as Block;
    if (last.size < BLOCK && (last.size === 0 || rank > (last.ranks[last.size - 1] as number))) {
      last.ranks[last.size] = rank;
      last.levels[last.size++] = level;
      return NONE;
    }
    return this.#insertAmong(rank, level);
  }

  /** Takes the best one away. */
  pop(): void {
    const blocks = this.#blocks;
    const block = blocks[blocks.length - 1] as Block;
    block.size -= 1;
    this.#size -= 1;
    const rank = block.ranks[block.size] as number;
    const near = rank & (NEAR - 1);
    if (this.#nearRanks[near] === rank) this.#nearRanks[near] = 0;
    if (block.size === 0 && blocks.length > 1) blocks.pop();
  }

  *fromWorst(): Generator<number> {
    for (const { levels, size } of this.#blocks) {
      for (let i = 0; i < size; i++) yield levels[i] as number;
    }
  }

  #search(rank: number, near: number): number {
    const { ranks, levels, size } = this.#blocks[this.#blockOf(rank)] as Block;
    if (size === 0 || rank > (ranks[size - 1] as number)) return NONE;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ranks[middle] as number) < rank) low = middle + 1;
      else high = middle;
    }
    if (ranks[low] !== rank) return NONE;
    this.#nearRanks[near] = rank;
    this.#nearLevels[near] = levels[low] as number;
    return levels[low] as number;
  }

  #insertAmong(rank: number, level: number): number {
    let b = this.#blockOf(rank);
    let block = this.#blocks[b] as Block;
    if (block.size === BLOCK) {
      const upper = split(block);
      this.#blocks.splice(b + 1, 0, upper);
      if (rank > (upper.ranks[0] as number)) {
        b += 1;
        block = upper;
      }
    }
    const { ranks, levels } = block;
    let i = block.size++;
    for (; i > 0 && (ranks[i - 1] as number) > rank; i--) {
      ranks[i] = ranks[i - 1] as number;
      levels[i] = levels[i - 1] as number;
    }
    ranks[i] = rank;
    levels[i] = level;
    return (i + 1 < block.size ? levels[i + 1] : this.#blocks[b + 1]?.levels[0]) ?? NONE;
  }

  /** The block in which a rank stands, or would. */
  #blockOf(rank: number): number {
    const blocks = this.#blocks;
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (((blocks[middle] as Block).ranks[0] as number) <= rank) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #keepNear(rank: number, level: number): void {
    const near = rank & (NEAR - 1);
    this.#nearRanks[near] = rank;
    this.#nearLevels[near] = level;
  }
}

function newBlock(): Block {
  return { ranks: new Float64Array(BLOCK), levels: new Int32Array(BLOCK), size: 0 };
}

/** Gives the upper half of a full block to a new one. */
function split(block: Block): Block {
  const upper = newBlock();
  const half = BLOCK / 2;
  upper.ranks.set(block.ranks.subarray(half));
  upper.levels.set(block.levels.subarray(half));
  upper.size = BLOCK - half;
  block.size = half;
  return upper;
}
