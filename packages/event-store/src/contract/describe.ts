import { describe, it } from 'vitest';
import type { LogHarness } from './harness.ts';
import { checkRule, contractRules } from './rules.ts';
import { checkSnapshotRule, snapshotRules } from './snapshot-rules.ts';
import type { SnapshotsHarness } from './snapshots-harness.ts';

/** Rules have limits of their own, by what does not go on; this one is for what never ends. */
const LONGEST_MS = 60_000;

/** Runs the whole contract on an adapter. Call it from a test file of the adapter's package. */
export function describeEventLogContract(name: string, harness: LogHarness): void {
  describe(`EventLog contract on ${name}`, () => {
    for (const rule of contractRules(harness)) {
      it(rule.title, { timeout: LONGEST_MS }, () => checkRule(rule, harness));
    }
  });
}

/** Runs the whole contract on an adapter. Call it from a test file named after the adapter's. */
export function describeSnapshotsContract(name: string, harness: SnapshotsHarness): void {
  describe(`Snapshots contract on ${name}`, () => {
    for (const rule of snapshotRules) {
      it(rule.title, () => checkSnapshotRule(rule, harness));
    }
  });
}
