import { type ContestCommandOptions, contestCommand } from '@truetape/bench/command-line';
import { readConfig } from '@truetape/service';

/** `truetape bench engine`, with the data where the configuration says. Answers the exit code. */
export async function runContest(options: Omit<ContestCommandOptions, 'dataDir'>): Promise<number> {
  const config = readConfig(process.env);
  if (config.ok) return contestCommand({ ...options, dataDir: config.value.recordedDataDir });
  process.stderr.write(`bench: ${config.failure}\n`);
  return 1;
}
