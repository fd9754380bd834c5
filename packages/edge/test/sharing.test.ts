import { expect, test } from 'vitest';
import type { SharedAllowances, TakenTogether } from '../src/index.ts';
import { Allowances } from '../src/rate-limits/allowances.ts';
import { Sharing } from '../src/rate-limits/sharing.ts';

/** One bucket for all who ask, which does not fill. */
function bucket(units: number) {
  let left = units;
  const asked: (readonly TakenTogether[])[] = [];
  const shared: SharedAllowances = {
    take: async (taken) => {
      asked.push(taken);
      return taken.map((each) => {
        left -= each.taken;
        return left;
      });
    },
  };
  return { shared, asked };
}

function process(shared: SharedAllowances) {
  const sharing = new Sharing(shared);
  sharing.stop();
  const limit = new Allowances('key', { units: 100, seconds: 9_999 });
  const take = (weight: number) => {
    const allowance = limit.allowanceOf('k');
    const taken = allowance.take(weight);
    if (taken) sharing.taken(allowance, weight);
    return taken;
  };
  return { take, tell: () => sharing.tell(), left: () => limit.allowanceOf('k').left };
}

test('what one process has taken, another one has not any more', async () => {
  const { shared } = bucket(100);
  const [one, other] = [process(shared), process(shared)];
  expect(one.take(60)).toBe(true);
  await one.tell();
  expect(other.take(30)).toBe(true);
  expect(other.left()).toBe(70);
  await other.tell();
  expect(other.left()).toBe(10);
  expect(other.take(11)).toBe(false);
});

test('what is taken while it is told still counts', async () => {
  const { shared } = bucket(100);
  const one = process(shared);
  one.take(10);
  const told = one.tell();
  one.take(20);
  await told;
  expect(one.left()).toBe(70);
});

test('too much for all together is a debt of each', async () => {
  const { shared } = bucket(100);
  const [one, other] = [process(shared), process(shared)];
  one.take(100);
  other.take(100);
  await Promise.all([one.tell(), other.tell()]);
  expect(other.left()).toBe(-100);
  expect(other.take(1)).toBe(false);
});

test('each goes on alone where nobody answers', async () => {
  const one = process({ take: () => Promise.reject(new Error('away')) });
  expect(one.take(40)).toBe(true);
  await one.tell();
  expect(one.left()).toBe(60);
  expect(one.take(60)).toBe(true);
  expect(one.take(1)).toBe(false);
});

test('whoever asks seldom is not told of', async () => {
  const { shared, asked } = bucket(1_000);
  const sharing = new Sharing(shared);
  sharing.stop();
  const seldom = new Allowances('key', { units: 1_000, seconds: 10 }).allowanceOf('k');
  for (let count = 1; count < 10; count += 1) sharing.taken(seldom, 1);
  await sharing.tell();
  expect(asked).toEqual([]);
  sharing.taken(seldom, 1);
  await sharing.tell();
  expect(asked).toEqual([[{ limit: 'key', id: 'k', units: 1_000, seconds: 10, taken: 10 }]]);
});
