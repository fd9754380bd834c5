/**
 * As few of the items, in their order, as are found for which `fails` still holds: chunks are left out, large ones
 * first, until none can be left out any more or the time is over.
 */
export function shrink<T>(
  items: readonly T[],
  fails: (fewer: readonly T[]) => boolean,
  withinMs: number,
): readonly T[] {
  const end = performance.now() + withinMs;
  let left = items;
  let chunk = Math.ceil(left.length / 2);
  while (chunk >= 1) {
    let isLess = false;
    for (let from = Math.floor((left.length - 1) / chunk) * chunk; from >= 0; from -= chunk) {
      if (performance.now() > end) return left;
      const fewer = [...left.slice(0, from), ...left.slice(from + chunk)];
      if (!fails(fewer)) continue;
      left = fewer;
      isLess = true;
    }
    if (chunk === 1 && !isLess) return left;
    chunk = isLess && chunk === 1 ? 1 : Math.floor(chunk / 2);
  }
  return left;
}
