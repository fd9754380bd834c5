/** Rounded to hundredths; 0 where there is nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 100) / 100;
}
