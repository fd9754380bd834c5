import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { startInstance } from '../instance/instance.ts';
import type { ReplayCommandOptions } from './command-options.ts';
import type { Fees, ReplayProgress } from './options.ts';
import { reportLines } from './print-report.ts';
import { readRecording } from './recording/read-recording.ts';
import { replay } from './replay.ts';
import { replayJson } from './report.ts';

export async function runReplayCommand(options: ReplayCommandOptions): Promise<number> {
  try {
    const recording = await readRecording(options.folder);
    const settings = settingsOf(options);
    const report = await onService(options, async (url, keysFile) => {
      const progress = progressBar(recording.rows.length);
      try {
        return await replay({ ...settings, recording, url, keysFile, onProgress: progress.update });
      } finally {
        progress.stop();
      }
    });
    const lines = options.json ? [JSON.stringify(replayJson(report))] : reportLines(report);
    for (const line of lines) process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`replay: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** The running service that was named, or one of its own that ends when the work is done. */
async function onService<Done>(
  options: ReplayCommandOptions,
  work: (url: string, keysFile: string) => Promise<Done>,
): Promise<Done> {
  if (options.url !== undefined) return work(options.url, options.keys ?? defaultKeysFile());
  const { program, dataDir } = options;
  const service = await startInstance({
    program,
    ...(dataDir === undefined ? {} : { dataFolder: dataDir }),
  });
  try {
    return await work(service.url, options.keys ?? service.keysFile);
  } finally {
    await service.stop();
  }
}

function settingsOf(options: ReplayCommandOptions) {
  const { books, batch, symbol, fees, speed, journal } = options;
  return {
    books: books ?? true,
    ...(batch === undefined ? {} : { batchLimit: batchOf(batch) }),
    ...(symbol === undefined ? {} : { symbol }),
    ...(fees === undefined ? {} : { fees: feesOf(fees) }),
    ...(speed === undefined ? {} : { speed: speedOf(speed) }),
    ...(journal === undefined ? {} : { journalFile: journal }),
  };
}

function defaultKeysFile(): string {
  return join(process.env.DATA_DIR ?? './data', 'keys.json');
}

function feesOf(text: string): Fees {
  const [, makerRate, takerRate] = /^(-?0(?:\.\d{1,8})?)\/(0(?:\.\d{1,8})?)$/.exec(text) ?? [];
  if (makerRate !== undefined && takerRate !== undefined) return { makerRate, takerRate };
  throw new Error(`--fees ${text} are not two rates such as 0.0004/0.001.`);
}

function speedOf(text: string): number {
  const factor = /^(\d{1,6}(?:\.\d{1,3})?)x?$/.exec(text)?.[1];
  if (factor !== undefined && Number(factor) > 0) return Number(factor);
  throw new Error(`--speed ${text} is not a multiple such as 1x or 10x.`);
}

function batchOf(text: string): number {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= 100) return count;
  throw new Error(`--batch ${text} is not a number from 1 to 100.`);
}

/** On a terminal only, and on standard error, so that the result alone is on standard output. */
function progressBar(total: number) {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: 'replay [{bar}] {percentage}% | {value}/{total} rows | {eta_formatted} left',
    stream: process.stderr,
    fps: 5,
    hideCursor: true,
  });
  bar.start(total, 0);
  return {
    update: ({ rowsDone }: ReplayProgress) => bar.update(rowsDone),
    stop: () => bar.stop(),
  };
}
