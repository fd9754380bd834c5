export { describeEventLogContract, describeSnapshotsContract } from './describe.ts';
export type { LogHarness, LogUnderTest, Rule } from './harness.ts';
export { RemoteLogDouble } from './remote-log-double.ts';
export { checkRule, contractRules } from './rules.ts';
export { allOf, fill, readAll, readStream, sample, samples } from './samples.ts';
export { checkSnapshotRule, snapshotRules } from './snapshot-rules.ts';
export type { SnapshotRule, SnapshotsHarness, SnapshotsUnderTest } from './snapshots-harness.ts';
export { gate, isSettled, quiet, until } from './waiting.ts';
export { numbersOf, type Witness, witness } from './witness.ts';
