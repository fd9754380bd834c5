import { describe, it } from 'vitest';
import type { BoardHarness } from './harness.ts';
import { boardRules, checkBoardRule } from './rules.ts';

/** Runs the whole contract on an adapter. Call it from a test file of the adapter's package. */
export function describeBoardContract(name: string, harness: BoardHarness): void {
  describe(`MarketBoard contract on ${name}`, () => {
    for (const rule of boardRules) {
      it(rule.title, () => checkBoardRule(rule, harness));
    }
  });
}
