import type { Result } from '@truetape/kernel';

/** How a command about proofs ends. */
export const PROOF_EXIT = {
  /** It is proved. */
  proved: 0,
  /** It is disproved: what was shown does not fit together. */
  disproved: 1,
  /** Neither: bad input, nothing to read, or too young to be proved by what is outside. */
  undecided: 2,
} as const;

/** The line for a person, or the JSON for whoever checks it later. */
export function tell(json: boolean, value: object, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${lines.join('\n')}\n`);
}

/** Says what is disproved; with JSON on standard output, otherwise as the one line. */
export function disprove(json: boolean, reason: string): number {
  tell(json, { proved: false, reason }, [`NOT PROVED. ${reason}`]);
  return PROOF_EXIT.disproved;
}

export function complain(line: string): number {
  process.stderr.write(`audit: ${line}\n`);
  return PROOF_EXIT.undecided;
}

/** Runs a command whose input may be wrong: the failure is the line. */
export async function withInput<Input>(
  input: Result<Input, string>,
  run: (input: Input) => number | Promise<number>,
): Promise<number> {
  if (!input.ok) return complain(input.failure);
  try {
    return await run(input.value);
  } catch (error) {
    return complain((error as Error).message);
  }
}
