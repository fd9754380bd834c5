/** What the exit code of a command that is asked something says. */
export const EXIT = { yes: 0, no: 1, trouble: 2 } as const;

/** Why a command could not even be tried: one line for whoever called it. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
}

/** Runs a command; whatever stops it is told in one line, which says who speaks. */
export async function answering(speaker: string, command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    complain(speaker, error instanceof Error ? error.message : String(error));
    return EXIT.trouble;
  }
}

export const auditing = (command: () => Promise<number>) => answering('audit', command);

export function complain(speaker: string, line: string): void {
  process.stderr.write(`${speaker}: ${line.replaceAll(/\s*\n\s*/g, ' ')}\n`);
}
