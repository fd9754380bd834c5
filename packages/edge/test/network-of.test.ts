import { expect, test } from 'vitest';
import { networkOf } from '../src/index.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::1'],
])('%s is of the network of %s', (one, other) => {
  expect(networkOf(one)).toBe(networkOf(other));
});

test.each([
  ['192.0.2.7', '192.0.2.8'],
  ['2001:db8:1:2::1', '2001:db8:1:3::1'],
])('%s is of another network than %s', (one, other) => {
  expect(networkOf(one)).not.toBe(networkOf(other));
});
