import { describe, it } from 'vitest';
import type { NoncesHarness } from './harness.ts';
import { checkNoncesRule, noncesRules } from './rules.ts';

/** Runs the whole contract on an adapter. Call it from a test file of the adapter's package. */
export function describeNoncesContract(name: string, harness: NoncesHarness): void {
  describe(`Nonces contract on ${name}`, () => {
    for (const rule of noncesRules) {
      it(rule.title, () => checkNoncesRule(rule, harness));
    }
  });
}
