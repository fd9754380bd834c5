import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../../load/table.ts';
import type { WorkerProgram } from '../../load/worker/spawn-worker.ts';
import { describeMachine } from '../../measure/machine.ts';
import { type ContestFigure, contest } from './contest.ts';
import { compileReference } from './reference.ts';

export interface ContestCommandOptions {
  readonly files: readonly string[];
  readonly json?: boolean;
  /** Has the public workloads in `matching-workloads`; the reference lies in `tools` beside it. */
  readonly dataDir: string;
  readonly worker: WorkerProgram;
}

/** Measures the engine on workloads, beside others, and prints the figures: the worst first. */
export async function runContestCommand(options: ContestCommandOptions): Promise<number> {
  try {
    const files = options.files.length > 0 ? options.files : publicWorkloads(options.dataDir);
    const reference = await compileReference(
      join(options.dataDir, '../tools/reference-matcher/reference_matcher.cpp'),
    );
    const missing = typeof reference === 'string' ? reference : undefined;
    if (missing !== undefined) process.stderr.write(`bench: no reference, ${missing}\n`);
    const figures: ContestFigure[] = [];
    try {
      for (const file of files) {
        figures.push(
          await contest({
            file,
            worker: options.worker,
            reference: typeof reference === 'string' ? undefined : reference,
            onStep: (step) => process.stderr.write(`bench: ${step}\n`),
          }),
        );
      }
    } finally {
      if (typeof reference !== 'string') reference.stop();
    }
    figures.sort((one, other) => worth(one) - worth(other));
    const lines = options.json ? [JSON.stringify(figures)] : figureLines(figures);
    for (const line of lines) process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

const worth = ({ ratioToReference, messagesPerSecond }: ContestFigure) =>
  ratioToReference ?? messagesPerSecond;

function publicWorkloads(dataDir: string): string[] {
  const folder = join(dataDir, 'matching-workloads');
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.bin.gz'));
    if (names.length > 0) return names.map((name) => join(folder, name));
  } catch {
    // Said below.
  }
  throw new Error(`There are no workloads in ${folder}: name a file, or set TRUETAPE_DATA.`);
}

function figureLines(figures: readonly ContestFigure[]): string[] {
  const { cpu, cores, memoryGiB, kernel, node, commit } = describeMachine();
  const millions = (rate: number | null) => (rate === null ? '–' : (rate / 1e6).toFixed(2));
  const header = [
    ['workload', 'Mmsg/s', 'reference', 'ratio', 'naive', 'nodejs-order-book'],
    ['p50 ns', 'p99', 'p99.9', 'peak MB'],
  ].flat();
  const rows = figures.map((figure) => [
    figure.workload,
    millions(figure.messagesPerSecond),
    millions(figure.referenceMessagesPerSecond),
    figure.ratioToReference?.toFixed(2) ?? '–',
    millions(figure.naiveMessagesPerSecond),
    millions(figure.nodejsOrderBookMessagesPerSecond),
    String(figure.latencyNs.p50),
    String(figure.latencyNs.p99),
    String(figure.latencyNs.p999),
    (figure.peakMemoryBytes / 1e6).toFixed(0),
  ]);
  return [
    `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${kernel}, Node ${node}`,
    `commit ${commit}; medians of rounds that alternate with the reference; memory includes the messages`,
    '',
    ...table([header, ...rows]),
    ...figures.flatMap(({ workload, notes }) => notes.map((note) => `${workload}: ${note}`)),
  ];
}
