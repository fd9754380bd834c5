import { bench } from './bench.ts';
import type { BenchCommandOptions } from './command-options.ts';
import { benchLines } from './print-report.ts';
import type { Via } from './transport.ts';

export async function runBenchCommand(options: BenchCommandOptions): Promise<number> {
  try {
    const report = await bench({
      program: options.program,
      worker: options.worker,
      ...(options.measureAppend === undefined ? {} : { measureAppend: options.measureAppend }),
      ...(options.seconds === undefined ? {} : { seconds: bounded(options.seconds, 600) }),
      ...(options.rates === undefined ? {} : { rates: ratesOf(options.rates) }),
      ...(options.via === undefined ? {} : { via: viaOf(options.via) }),
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

function viaOf(text: string): Via {
  if (text === 'http' || text === 'session') return text;
  throw new Error(`--via takes http or session, not "${text}".`);
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
