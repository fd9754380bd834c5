export { appendByParent } from './append-by-parent.ts';
export { appendForChild } from './append-for-child.ts';
export type { AppendAsks, AppendedForChild, AppendTold } from './append-messages.ts';
export { BUILD } from './build.ts';
export {
  type AnchorConfig,
  CONFIG,
  type Config,
  type EdgeConfig,
  type PortName,
  readConfig,
} from './config.ts';
export { logFolder, snapshotFolder } from './folders.ts';
export { followIdentities } from './follow-identities.ts';
export { type Follower, followLog } from './follow-log.ts';
export { keepSecurityJournal } from './keep-security-journal.ts';
export { lowerPriority } from './low-priority.ts';
export { measuredLog } from './measured-log.ts';
export { type Identity, openIdentity, openIdentityDesk } from './open-identity.ts';
export { type LogOpeners, openLog } from './open-log.ts';
export type { Report } from './parent.ts';
export { EXIT, PROCESSES, type ProcessName } from './processes.ts';
export { runService, type Service } from './run-service.ts';
export {
  appendSecurityByParent,
  checkSecurityAsked,
  type SecurityAsked,
} from './security-messages.ts';
export { type Served, serve } from './serve.ts';
