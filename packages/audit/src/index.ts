export { Difference } from './difference.ts';
export type { EventSource } from './event-source.ts';
export { type ExportedLog, isExport, openExport } from './export/exported-log.ts';
export type { Manifest } from './export/manifest.ts';
export { type VerifiedExport, verifyExport } from './export/verify-export.ts';
export { type ExportRange, writeExport } from './export/write-export.ts';
export { type Verified, verifyLog } from './verify-log.ts';
