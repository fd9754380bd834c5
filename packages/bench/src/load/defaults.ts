/** The published workload: what `bench` runs without a flag. */
export const RATES: readonly number[] = [500, 1_000, 2_000, 4_000];
export const SECONDS = 10;
