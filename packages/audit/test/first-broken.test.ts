import { deepStrictEqual as equal } from 'node:assert';
import type { RecordedEvent } from '@truetape/kernel';
import { describe, it } from 'vitest';
import { firstBroken, type Rule } from '../src/first-broken.ts';

const events = [0, 1, 2, 3].map((position) => ({ position })) as unknown as RecordedEvent[];

/** Is broken at a position, and tells what it has read. */
function rule(name: string, brokenAt?: number): { readonly read: Rule; readonly seen: number[] } {
  const seen: number[] = [];
  const read: Rule = ({ position }) => {
    seen.push(position);
    if (position === brokenAt) throw name;
  };
  return { read, seen };
}

const brokenIn = (...rules: readonly { readonly read: Rule }[]) =>
  firstBroken(
    events,
    rules.map(({ read }) => read),
  );

describe('the first broken event', () => {
  it('is none where no rule is broken', () => {
    equal(brokenIn(rule('one'), rule('other')), undefined);
  });

  it('is the earliest, whichever rule it breaks', () => {
    equal(brokenIn(rule('one', 2), rule('other', 1)), { index: 1, error: 'other' });
    equal(brokenIn(rule('one', 1), rule('other', 2)), { index: 1, error: 'one' });
  });

  it('is told by the first of the rules that it breaks', () => {
    equal(brokenIn(rule('one', 2), rule('other', 2)), { index: 2, error: 'one' });
  });

  it('is not passed by the rules after the one that found it', () => {
    const other = rule('other');
    brokenIn(rule('one', 2), other);
    equal(other.seen, [0, 1]);
  });
});
