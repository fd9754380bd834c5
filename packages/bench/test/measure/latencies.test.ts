import { describe, expect, it } from 'vitest';
import { percentile, summaryOf } from '../../src/measure/latencies.ts';

describe('a percentile', () => {
  const hundred = Float64Array.from({ length: 100 }, (_, at) => at + 1);

  it.each([
    [0.5, 50],
    [0.99, 99],
    [0.991, 100],
    [1, 100],
    [0.001, 1],
  ])('is the smallest value that a share of %d does not pass: %i of 1 to 100', (share, value) => {
    expect(percentile(hundred, share)).toBe(value);
  });

  it('is nothing where nothing was measured', () => {
    expect(summaryOf([])).toEqual({
      ...{ count: 0, p50Ms: null, p90Ms: null, p99Ms: null, p999Ms: null, maxMs: null },
    });
  });

  it('does not depend on the order of recording', () => {
    const recorded = [3, 1, 2];
    expect(summaryOf(recorded)).toMatchObject({ count: 3, p50Ms: 2, maxMs: 3 });
    expect(recorded).toEqual([3, 1, 2]);
  });
});
