import type { Known } from './knowledge.ts';

/** A rule that a request breaks, and the code that says so. */
export interface Problem {
  readonly code: string;
  /** `perhaps`: it depends on what only the process knows that decides. */
  readonly broken: Known;
}

/** What may be answered where these are asked one after the other: the first that is broken, or that nothing is. */
export function verdictsOf(problems: Iterable<Problem>): readonly string[] {
  const verdicts: string[] = [];
  for (const { code, broken } of problems) {
    if (broken !== 'no') verdicts.push(code);
    if (broken === 'yes') return verdicts;
  }
  return [...verdicts, 'new'];
}

/** A problem that is there for certain; none where there is no code. */
export const certain = (code: string | undefined): readonly Problem[] =>
  code === undefined ? NONE : [{ code, broken: 'yes' }];

const NONE: readonly Problem[] = [];
