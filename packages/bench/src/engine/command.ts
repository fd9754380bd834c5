import type { ConformOptions } from './conform-command.ts';
import type { ContestCommandOptions } from './contest/contest-command.ts';

export type { ConformOptions } from './conform-command.ts';
export type { ContestCommandOptions } from './contest/contest-command.ts';

/** Runs the workloads of a file and prints what comes of them. Answers the exit code. */
export async function conformCommand(options: ConformOptions): Promise<number> {
  // The service is started by the same program and needs none of it.
  const { runConformCommand } = await import('./conform-command.ts');
  return runConformCommand(options);
}

/** Measures the engine beside others and prints the figures. Answers the exit code. */
export async function contestCommand(options: ContestCommandOptions): Promise<number> {
  const { runContestCommand } = await import('./contest/contest-command.ts');
  return runContestCommand(options);
}
