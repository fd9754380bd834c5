import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { type InstanceProgram, startInstance } from '../instance/instance.ts';
import type { CommandOption } from '../option.ts';
import type { ReplayProgress } from './options.ts';
import { reportLines } from './print-report.ts';
import { readRecording } from './recording/read-recording.ts';
import { replay } from './replay.ts';
import { replayJson } from './report.ts';

export interface ReplayCommandOptions {
  readonly folder: string;
  readonly url?: string;
  readonly keys?: string;
  readonly dataDir?: string;
  readonly symbol?: string;
  /** As typed: `1x`, `10x`, `0.5`. */
  readonly speed?: string;
  readonly batch?: string;
  /** False for `--no-books`. */
  readonly books?: boolean;
  readonly journal?: string;
  readonly json?: boolean;
  /** How to start a service of its own when there is no `url`. */
  readonly program: InstanceProgram;
}

/** The flags of `replay FOLDER`, for the command line's parser. */
export const replayOptions: readonly CommandOption[] = [
  { flags: '--url <url>', description: 'feed a running service, not one of its own' },
  { flags: '--keys <file>', description: 'its keys (DATA_DIR/keys.json)' },
  { flags: '--data-dir <folder>', description: 'keep the log of its own service here' },
  { flags: '--symbol <symbol>', description: 'the market, listed when it is not there' },
  { flags: '--speed <factor>', description: 'a multiple of the recorded pace such as 1x' },
  { flags: '--batch <count>', description: 'orders that may share a request, 1 to 100' },
  { flags: '--no-books', description: 'leave the comparison of book snapshots out' },
  { flags: '--journal <file>', description: 'write every receipt to this file' },
  { flags: '--json', description: 'print the result as one JSON object' },
];

/** Runs a replay and prints its result. Answers the exit code: 0 when it ran to the end. */
export async function replayCommand(options: ReplayCommandOptions): Promise<number> {
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

function settingsOf({ books, batch, symbol, speed, journal }: ReplayCommandOptions) {
  return {
    books: books ?? true,
    ...(batch === undefined ? {} : { batchLimit: batchOf(batch) }),
    ...(symbol === undefined ? {} : { symbol }),
    ...(speed === undefined ? {} : { speed: speedOf(speed) }),
    ...(journal === undefined ? {} : { journalFile: journal }),
  };
}

function defaultKeysFile(): string {
  return join(process.env.DATA_DIR ?? './data', 'keys.json');
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
