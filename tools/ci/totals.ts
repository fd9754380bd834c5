/** What we need of the file that vitest's json reporter writes. */
export interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** Why something that is not a failed test counts as one. */
  readonly remarks: readonly string[];
}

/**
 * In CI a test that was skipped or only planned has not passed, so it has failed. So has a file that broke before its
 * tests began, and a run without any test.
 */
export function totalsOf(results: Results): Totals {
  const skipped = results.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ status, fullName }) => `${status}: ${fullName}`),
  );
  const broken = results.testResults
    .filter(({ status }) => status === 'failed')
    .filter(({ assertionResults }) => assertionResults.every(({ status }) => status !== 'failed'))
    .map(({ name }) => `broken before or after its tests: ${name}`);
  const none = results.numPassedTests + results.numFailedTests === 0 ? ['no test was run'] : [];
  const remarks = [...skipped, ...broken, ...none];
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + remarks.length,
    remarks,
  };
}
