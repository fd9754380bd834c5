import { strictEqual } from 'node:assert';
import { minor, OFF_GRID } from '@truetape/domain';
import Big from 'big.js';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { canonicalDecimal, formatMinor, gridOf, parseMinor } from '../src/index.ts';

describe('amounts', () => {
  test('come back as they were, for every scale', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.nat(18),
        (amount, scale) => {
          const text = formatMinor(minor(amount), scale);
          strictEqual(parseMinor(text, scale), amount);
          strictEqual(/^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$/.test(text), true, text);
        },
      ),
    );
  });

  test('are written as big.js writes them, near nothing and far from it', () => {
    const amounts = fc.oneof(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.maxSafeInteger(),
    );
    fc.assert(
      fc.property(amounts, fc.nat(6), fc.nat(18), (digits, zeros, scale) => {
        const amount = BigInt(digits) * 10n ** BigInt(zeros);
        const written = new Big(amount.toString()).times(new Big(`1e-${scale}`)).toFixed();
        strictEqual(formatMinor(minor(amount), scale), written);
      }),
    );
  });

  test.each([
    ['1.50', 2, 150n],
    ['0.001', 2, OFF_GRID],
    ['0', 0, 0n],
    ['123456789012345678.000000000000000001', 18, 123456789012345678000000000000000001n],
  ])('%s in an asset of scale %i is %s', (text, scale, amount) => {
    strictEqual(parseMinor(text, scale), amount);
  });

  test.each([
    ['64000.00', '64000'],
    ['0.10', '0.1'],
    ['10', '10'],
    ['0.000', '0'],
  ])('%s is written %s', (text, canonical) => {
    strictEqual(canonicalDecimal(text), canonical);
  });
});

describe('a grid', () => {
  const grid = gridOf('0.25', '0.001');

  test.each([
    ['0.25', 1],
    ['1.5', 6],
    ['1.50', 6],
    ['0.3', OFF_GRID],
    ['0', 0],
    ['2251799813685247.75', Number.MAX_SAFE_INTEGER],
    ['2251799813685248', 2 ** 53],
    ['9999999999999999999', 2 ** 53],
  ])('of 0.25 has %s at tick %s', (text, price) => {
    strictEqual(grid.parsePrice(text), price);
  });

  test('writes ticks and lots as they were read', () => {
    strictEqual(grid.formatPrice(6 as never), '1.5');
    strictEqual(grid.formatQuantity(1 as never), '0.001');
  });
});
