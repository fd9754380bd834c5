/** A rule that was broken: what a simulation looks for. */
export class Violation extends Error {
  override readonly name = 'Violation';
  /** The rule, in a few words: two violations of it are the same finding. */
  readonly rule: string;

  constructor(rule: string, what: string) {
    super(`${rule}: ${what}`);
    this.rule = rule;
  }
}

/** States a rule of the system under test. */
export function holds(condition: boolean, rule: string, what: () => string): asserts condition {
  if (!condition) throw new Violation(rule, what());
}
