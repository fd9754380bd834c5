import type { InstanceProgram } from '../instance/instance.ts';
import type { CommandOption } from '../option.ts';
import { bench, RATES, SECONDS } from './bench.ts';
import type { AppendFigure } from './bench-report.ts';
import { benchLines } from './print-report.ts';
import type { WorkerProgram } from './worker/spawn-worker.ts';

export interface BenchCommandOptions {
  readonly json?: boolean;
  /** As typed. */
  readonly seconds?: string;
  /** As typed: rates separated by commas. */
  readonly rates?: string;
  readonly program: InstanceProgram;
  readonly worker: WorkerProgram;
  readonly measureAppend?: (seconds: number) => Promise<readonly AppendFigure[]>;
}

/** The flags of `bench`, for the command line's parser. None is needed. */
export const benchOptions: readonly CommandOption[] = [
  { flags: '--json', description: 'print everything as one JSON object' },
  { flags: '--seconds <count>', description: `length of each phase, 1 to 600 (${SECONDS})` },
  { flags: '--rates <list>', description: `orders a second of the open loop (${RATES.join(',')})` },
];

/** Runs the published workload and prints its figures. Answers the exit code: 0 when it ran to the end. */
export async function benchCommand(options: BenchCommandOptions): Promise<number> {
  try {
    const report = await bench({
      program: options.program,
      worker: options.worker,
      ...(options.measureAppend === undefined ? {} : { measureAppend: options.measureAppend }),
      ...(options.seconds === undefined ? {} : { seconds: bounded(options.seconds, 600) }),
      ...(options.rates === undefined ? {} : { rates: ratesOf(options.rates) }),
      onPhase: (name) => {
        process.stderr.write(`bench: ${name}\n`);
      },
    });
    const lines = options.json ? [JSON.stringify(report)] : benchLines(report);
    for (const line of lines) process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function ratesOf(text: string): readonly number[] {
  const rates = text.split(',');
  if (rates.length > 10) throw new Error('--rates takes at most 10 rates.');
  return rates.map((rate) => bounded(rate, 20_000));
}

function bounded(text: string, limit: number): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= limit) return value;
  throw new Error(`"${text}" is not a whole number from 1 to ${limit}.`);
}
