import { describe, it } from 'vitest';
import type { LogHarness } from './harness.ts';
import { checkRule, contractRules } from './rules.ts';
import { checkSnapshotRule, snapshotRules } from './snapshot-rules.ts';
import type { SnapshotsHarness } from './snapshots-harness.ts';

/** Runs the whole contract on an adapter. Call it from a test file of the adapter's package. */
export function describeEventLogContract(name: string, harness: LogHarness): void {
  describe(`EventLog contract on ${name}`, () => {
    for (const rule of contractRules(harness)) {
      it(rule.title, () => checkRule(rule, harness));
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
