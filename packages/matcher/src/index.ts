export { NEWEST_RULESET, RULESETS } from './engine/index.ts';
export { createMatcher, type Matcher, type MatcherOptions } from './service/matcher.ts';
export type { Stopped } from './service/stopped.ts';
