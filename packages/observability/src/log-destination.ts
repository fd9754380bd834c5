import { mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pino } from 'pino';
import { type BufferedLines, bufferedLines } from './buffered-lines.ts';
import { rotate } from './rotate.ts';

/** While the disk refuses, lines beyond this are dropped: the log is never worth the memory of the process. */
const BACKLOG_BYTES_MAX = 4 * 1024 * 1024;

export interface LogFile {
  readonly path: string;
  readonly bytesMax: number;
  readonly filesMax: number;
}

type Destination = ReturnType<typeof pino.destination>;

export function openStandardOutput(): BufferedLines {
  return bufferedLines(announced(destinationOf(1), 'standard output'));
}

/**
 * Appends to `path`. Past `bytesMax` it becomes `path.1`, the former `path.1` becomes `path.2`, and so on; the oldest
 * of `filesMax` is removed. A file may pass its limit by what was buffered when it reached it.
 *
 * @throws Error with one clear line when the file cannot be opened
 */
export function openLogFile({ path, bytesMax, filesMax }: LogFile): BufferedLines {
  const opened = openForAppend(path, bytesMax, filesMax);
  let { bytes } = opened;
  const destination = destinationOf(opened.file);
  // It was given an open file, because it would open a path only after the first turn of the event loop, and lose the
  // lines of a process that ends before. To reopen it needs the path as well.
  Object.assign(destination, { file: path });
  destination.on('write', (written: number) => {
    bytes += written;
    if (bytes < bytesMax) return;
    bytes = 0;
    // What is written between the rename and the reopening still lands in the renamed file: nothing is lost.
    if (rotate(path, filesMax)) destination.reopen();
  });
  return bufferedLines(announced(destination, path));
}

function destinationOf(file: number): Destination {
  // With a minimum of 0 its `flush` does not wait for what is being written.
  return pino.destination({ dest: file, sync: false, minLength: 1, maxLength: BACKLOG_BYTES_MAX });
}

/** Opens synchronously, so that a wrong folder is an error of the start and not of the first line. */
function openForAppend(path: string, bytesMax: number, filesMax: number) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const bytesBefore = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const rotated = bytesBefore >= bytesMax && rotate(path, filesMax);
    return { file: openSync(path, 'a'), bytes: rotated ? 0 : bytesBefore };
  } catch (error) {
    throw new Error(`The log file ${path} cannot be opened: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** A log that cannot be written must not end the process, and must not be silent: it says so once, on standard error. */
function announced(destination: Destination, where: string): Destination {
  let said = false;
  const say = (what: string) => {
    if (said) return;
    said = true;
    process.stderr.write(`The log to ${where} is failing: ${what}\n`);
  };
  destination.on('error', (error: Error) => say(error.message));
  destination.on('drop', () => say('lines are being dropped'));
  destination.on('write', () => {
    said = false;
  });
  return destination;
}
