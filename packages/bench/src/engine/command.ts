import type { ConformOptions } from './conform-command.ts';

export type { ConformOptions } from './conform-command.ts';

/** Runs the workloads of a file and prints what comes of them. Answers the exit code. */
export async function conformCommand(options: ConformOptions): Promise<number> {
  // The service is started by the same program and needs none of it.
  const { runConformCommand } = await import('./conform-command.ts');
  return runConformCommand(options);
}
