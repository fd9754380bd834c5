/**
 * Length of the longest common subsequence: how many entries both lists have in the same order. Takes time in
 * proportion to the product of the lengths and memory in proportion to one.
 */
export function commonSubsequenceLength(left: readonly string[], right: readonly string[]): number {
  let row = new Uint32Array(right.length + 1);
  for (const entry of left) {
    const next = new Uint32Array(right.length + 1);
    for (let at = 0; at < right.length; at += 1) {
      next[at + 1] =
        entry === right[at] ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0);
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
