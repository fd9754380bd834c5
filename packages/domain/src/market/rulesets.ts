/**
 * The rules that there are for markets. Another set of outcomes for the same inputs is another ruleset. 1: a replace may
 * make a post-only order take.
 */
export const RULESETS: readonly number[] = [1, 2];
export const NEWEST_RULESET = 2;
