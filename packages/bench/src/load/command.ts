import type { BenchCommandOptions } from './command-options.ts';

/** Runs the published workload and prints its figures. Answers the exit code: 0 when it ran to the end. */
export async function benchCommand(options: BenchCommandOptions): Promise<number> {
  // The service is started by the same program and needs none of it.
  const { runBenchCommand } = await import('./run-command.ts');
  return runBenchCommand(options);
}

/** The body of a process that the bench starts: see `runWorker`. */
export async function benchWorker(role: string): Promise<void> {
  const { runWorker } = await import('./worker/main.ts');
  return runWorker(role);
}
