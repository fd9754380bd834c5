/** What the exit code of an audit command says. */
export const EXIT = { yes: 0, no: 1, trouble: 2 } as const;

/** Why a command could not even be tried: one line for whoever called it. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
}

/** Runs a command; whatever stops it is told in one line. */
export async function auditing(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return EXIT.trouble;
  }
}

export function complain(line: string): void {
  process.stderr.write(`audit: ${line.replaceAll(/\s*\n\s*/g, ' ')}\n`);
}
