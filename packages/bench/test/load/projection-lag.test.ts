import { expect, it } from 'vitest';
import { largestOf } from '../../src/load/projection-lag.ts';

it('the lag is the largest value of its metric, whatever the labels', () => {
  const text = [
    '# TYPE lag_seconds gauge',
    'lag_seconds{projection="orders"} 0.25',
    'lag_seconds{projection="book"} 1.5',
    'lag_seconds_other 9',
  ].join('\n');
  expect(largestOf('lag_seconds', text)).toBe(1.5);
  expect(largestOf('lag', text)).toBeNull();
});
