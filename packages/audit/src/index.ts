export { Difference } from './difference.ts';
export { type Verified, verifyLog } from './verify-log.ts';
