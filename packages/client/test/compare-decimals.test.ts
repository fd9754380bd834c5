import { strictEqual } from 'node:assert';
import { compareDecimals } from '@truetape/client';
import { describe, test } from 'vitest';

const ASCENDING = [
  '0',
  '0.00000001',
  '0.1',
  '0.10000000000000000001',
  '0.2',
  '1',
  '1.5',
  '2',
  '9.99',
  '10',
  '10.01',
  '10.1',
  '100',
  '9007199254740992',
  '9007199254740993',
  '9007199254740993.1',
];

describe('comparing decimals', () => {
  test('is exact for any number of digits', () => {
    for (const [i, a] of ASCENDING.entries()) {
      for (const [j, b] of ASCENDING.entries()) {
        strictEqual(Math.sign(compareDecimals(a, b)), Math.sign(i - j), `${a} with ${b}`);
      }
    }
  });
});
