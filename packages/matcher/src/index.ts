export { RULESET } from './engine/index.ts';
export { createMatcher, type Matcher, type MatcherOptions } from './service/matcher.ts';
