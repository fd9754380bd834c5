export { NEWEST_RULESET, RULESETS } from './engine/index.ts';
export { InputFailedError } from './service/input-failed.ts';
export { createMatcher, type Matcher, type MatcherOptions } from './service/matcher.ts';
export type { Stopped } from './service/stopped.ts';
export { type VoidFailure, type VoidInputOptions, voidInput } from './service/void-input.ts';
