/** One place where a rule is broken. */
export interface Finding {
  /** The rule's name, as ARCHITECTURE.md and STYLE.md use it. */
  readonly rule: string;
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly what: string;
}

export function print({ rule, file, what }: Finding): string {
  return `${file}: ${rule}: ${what}`;
}
