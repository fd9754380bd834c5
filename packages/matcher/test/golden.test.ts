import { strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { apply, RULESETS } from '../src/engine/index.ts';
import { inputOf, lineOf, openMarket } from './support.ts';

/**
 * Inputs, each with what came of it when its ruleset was made. What stands there does not change any more: other outcomes
 * for the same inputs are another ruleset.
 */
describe('the golden corpus', () => {
  test.each(RULESETS)('of ruleset %s', (ruleset) => {
    const url = new URL(`golden/ruleset-${ruleset}.txt`, import.meta.url);
    const want = readFileSync(url, 'utf8');
    const market = openMarket({ ruleset });
    const got = want
      .split('\n')
      .filter((line) => line.startsWith('> '))
      .flatMap((line) => [
        line,
        ...apply(market, inputOf(line.slice(2))).map((outcome) => `  ${lineOf(outcome)}`),
      ]);
    strictEqual(`${got.join('\n')}\n`, want);
  });
});
