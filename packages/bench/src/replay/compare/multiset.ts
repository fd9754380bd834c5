/** How many entries of both lists can be paired off, each with an equal one, whatever their order. */
export function commonCount(left: readonly string[], right: readonly string[]): number {
  const unpaired = new Map<string, number>();
  for (const entry of right) unpaired.set(entry, (unpaired.get(entry) ?? 0) + 1);
  let paired = 0;
  for (const entry of left) {
    const available = unpaired.get(entry) ?? 0;
    if (available === 0) continue;
    unpaired.set(entry, available - 1);
    paired += 1;
  }
  return paired;
}
