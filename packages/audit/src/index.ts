export * from './anchors/index.ts';
export { Difference } from './difference.ts';
export * from './proofs/index.ts';
export { type Verified, verifyLog } from './verify-log.ts';
