import type { ReplayCommandOptions } from './command-options.ts';

/** Runs a replay and prints its result. Answers the exit code: 0 when it ran to the end. */
export async function replayCommand(options: ReplayCommandOptions): Promise<number> {
  // The service is started by the same program and needs none of it.
  const { runReplayCommand } = await import('./run-command.ts');
  return runReplayCommand(options);
}
