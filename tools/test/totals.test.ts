import { describe, expect, it } from 'vitest';
import { type Results, totalsOf } from '../ci/totals.ts';

function resultsOf(...statuses: readonly string[]): Results {
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
  return {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    testResults: [
      {
        name: 'a.test.ts',
        status: statuses.includes('failed') ? 'failed' : 'passed',
        assertionResults: statuses.map((status, index) => ({ status, fullName: `rule ${index}` })),
      },
    ],
  };
}

describe('totals', () => {
  it('are those of the runner when every test was run', () => {
    expect(totalsOf(resultsOf('passed', 'failed', 'passed'))).toEqual({
      passed: 2,
      failed: 1,
      remarks: [],
    });
  });

  it.each(['skipped', 'pending', 'todo', 'disabled'])('a %s test has failed', (status) => {
    expect(totalsOf(resultsOf('passed', status))).toEqual({
      passed: 1,
      failed: 1,
      remarks: [`${status}: rule 1`],
    });
  });

  it('a file that breaks outside of its tests has failed', () => {
    const results = resultsOf('passed');
    const broken = { name: 'b.test.ts', status: 'failed', assertionResults: [] };
    expect(totalsOf({ ...results, testResults: [...results.testResults, broken] })).toEqual({
      passed: 1,
      failed: 1,
      remarks: ['broken before or after its tests: b.test.ts'],
    });
  });

  it('a run without tests has failed', () => {
    expect(totalsOf(resultsOf()).failed).toBe(1);
  });
});
