export { describeNoncesContract } from './describe.ts';
export type { NoncesHarness, NoncesRule, NoncesUnderTest } from './harness.ts';
export { checkNoncesRule, noncesRules } from './rules.ts';
