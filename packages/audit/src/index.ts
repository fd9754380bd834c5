export * from './anchors/index.ts';
export type { ChangedMember } from './diff/changed-members.ts';
export {
  type Beyond,
  type Compared,
  type CompareOptions,
  compareLogs,
  type LogDifference,
  type Which,
} from './diff/compare-logs.ts';
export { Difference } from './difference.ts';
export type { EventSource } from './event-source.ts';
export { type ExportedLog, isExport, openExport } from './export/exported-log.ts';
export type { Manifest } from './export/manifest.ts';
export { type VerifiedExport, verifyExport } from './export/verify-export.ts';
export { type ExportRange, writeExport } from './export/write-export.ts';
export * from './proofs/index.ts';
export type { AccountThen, OpenOrder } from './state/accounts-then.ts';
export type { MarketThen, OrderInBook } from './state/markets-then.ts';
export { type Place, type StateThen, stateAt } from './state/state-at.ts';
export { type Verified, verifyLog } from './verify-log.ts';
