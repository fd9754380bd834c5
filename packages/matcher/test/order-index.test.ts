import { deepStrictEqual, strictEqual } from 'node:assert';
import { describe, test } from 'vitest';
import { OrderIndex } from '../src/engine/order-index.ts';
import { ACCOUNT, NONE, Orders, REVISION } from '../src/engine/orders.ts';
import { randomFrom } from './random-inputs.ts';

/** So far apart, the revisions of an account have the same hash. */
const SAME_HASH = 2 ** 35;

describe('the index of orders', () => {
  test('tells two orders with the same hash and revision apart by their accounts', () => {
    // The hash takes all bits of an account and drops three: these two differ in nothing else.
    const accounts = [0, 1_758_522_751];
    const orders = new Orders(16);
    const index = new OrderIndex(orders, 512);
    const slots = accounts.map((account) => {
      const slot = orders.allocate();
      orders.ints[(slot << 4) | ACCOUNT] = account;
      orders.numbers[(slot << 3) | REVISION] = 0;
      strictEqual(index.add(account, 0, slot), true);
      return slot;
    });
    const found = accounts.map((account) => index.get(account, 0));
    deepStrictEqual(found, slots);
  });

  test.each([
    // Of how many accounts, how many revisions in a row, how many orders with the same hash; how full it gets.
    { seed: 1, accounts: 3, revisions: 400, alike: 1, fullAt: 400 },
    { seed: 2, accounts: 2, revisions: 16, alike: 200, fullAt: 450 },
    { seed: 3, accounts: 1, revisions: 4_000, alike: 2, fullAt: 480 },
    { seed: 4, accounts: 40, revisions: 300, alike: 1, fullAt: 3_000 },
  ])('finds what a Map finds: %o', ({ seed, accounts, revisions, alike, fullAt }) => {
    const { below, chance } = randomFrom(seed);
    const orders = new Orders(16);
    const index = new OrderIndex(orders, 512);
    const slots = new Map<string, number>();
    const draw = (): readonly [account: number, revision: number] => [
      below(accounts),
      below(revisions) + below(alike) * SAME_HASH,
    ];
    const add = (account: number, revision: number) => {
      const slot = orders.allocate();
      orders.ints[(slot << 4) | ACCOUNT] = account;
      orders.numbers[(slot << 3) | REVISION] = revision;
      const isNew = !slots.has(`${account}.${revision}`);
      strictEqual(index.add(account, revision, slot), isNew, `add ${account}.${revision}`);
      if (isNew) slots.set(`${account}.${revision}`, slot);
      else orders.free(slot);
    };
    const take = (account: number, revision: number) => {
      const slot = slots.get(`${account}.${revision}`) ?? NONE;
      strictEqual(index.take(account, revision), slot, `take ${account}.${revision}`);
      slots.delete(`${account}.${revision}`);
      if (slot !== NONE) orders.free(slot);
    };
    const checkAll = () => {
      strictEqual(index.size, slots.size);
      for (const [key, slot] of slots) {
        const [account, revision] = key.split('.').map(Number) as [number, number];
        strictEqual(index.get(account, revision), slot, `get ${key}`);
      }
    };
    // It gets full and empty three times.
    for (let i = 0; i < 3; i++) {
      while (slots.size < fullAt) {
        if (chance(0.7)) add(...draw());
        else take(...draw());
        strictEqual(index.get(-1, 0), NONE);
      }
      checkAll();
      while (slots.size > fullAt / 20) {
        const [oldest = ''] = slots.keys();
        const key = chance(0.5) ? oldest : draw().join('.');
        take(...(key.split('.').map(Number) as [number, number]));
        if (chance(0.01)) checkAll();
      }
      checkAll();
    }
  });
});
