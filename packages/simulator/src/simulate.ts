import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type CommandLine, readCommandLine } from './command-line.ts';
import { coverageLines, failureLines, neverReached, summary } from './report/print.ts';
import { runSeed } from './run/run-seed.ts';
import { type Failure, runSeeds, type Seeds, sumOf, type Tally } from './run/run-seeds.ts';
import { shrink } from './run/shrink.ts';

/** A failure is made smaller for so long. */
const SHRINK_MS = 30_000;

/** Nearly all of what a run makes is garbage when it ends: with room for it, it is swept seldom. */
const LIMITS = { maxYoungGenerationSizeMb: 96 };

if (isMainThread) process.exitCode = await main(readCommandLine(process.argv));
else parentPort?.postMessage(await runSeeds(workerData as Seeds));

async function main(line: CommandLine): Promise<number> {
  const startedAtMs = performance.now();
  const tally = line.seed === undefined ? await runAll(line) : await runOne(line, line.seed);
  const seconds = (performance.now() - startedAtMs) / 1_000;
  for (const failure of tally.failures) await tell(failure, line);
  say(summary(tally, seconds));
  if (line.seed === undefined) say(coverageLines(tally.coverage));
  const isIncomplete = line.full && neverReached(tally.coverage).length > 0;
  return tally.failures.length > 0 || isIncomplete ? 1 : 0;
}

async function runAll({ seeds, from, commands, workers }: CommandLine): Promise<Tally> {
  const tallies = Array.from({ length: workers }, async (_, index) => {
    const part: Seeds = { from: from + index, count: seeds - index, every: workers, commands };
    const worker = new Worker(new URL(import.meta.url), {
      workerData: part,
      resourceLimits: LIMITS,
    });
    const [tally] = await once(worker, 'message');
    return tally as Tally;
  });
  return sumOf(await Promise.all(tallies));
}

async function runOne({ commands, only, without }: CommandLine, seed: number): Promise<Tally> {
  const result = await runSeed({
    seed,
    commands,
    without: new Set(without),
    ...(only === undefined ? {} : { only: new Set(only) }),
  });
  const { shape, steps, faults, violation, coverage } = result;
  const failures = violation === undefined ? [] : [{ seed, shape, steps, faults, ...violation }];
  return { seeds: 1, ...result, coverage: coverage.toJSON(), failures };
}

async function tell(
  failure: Failure,
  { commands, only, without, seed }: CommandLine,
): Promise<void> {
  const isGiven = seed !== undefined && (only !== undefined || without.length > 0);
  const untilMs = performance.now() + SHRINK_MS;
  const isEarly = () => !isGiven && performance.now() < untilMs;
  const shrunk = await shrink(failure, commands, without, isEarly);
  say(`${failureLines(failure, shrunk, commands)}\n`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
