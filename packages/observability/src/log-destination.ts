import { mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DestinationStream, pino } from 'pino';

/** Lines wait until this much is together … */
const BUFFER_BYTES = 4096;
/** … or this long. */
const FLUSH_MS = 1_000;
/** While the disk refuses, lines beyond this are dropped: the log is never worth the memory of the process. */
const BACKLOG_BYTES_MAX = 4 * 1024 * 1024;

export interface LogFile {
  readonly path: string;
  readonly bytesMax: number;
  readonly filesMax: number;
}

type Destination = ReturnType<typeof pino.destination>;

export function openStandardOutput(): DestinationStream {
  return announced(
    pino.destination({
      dest: 1,
      sync: false,
      minLength: BUFFER_BYTES,
      periodicFlush: FLUSH_MS,
      maxLength: BACKLOG_BYTES_MAX,
    }),
    'standard output',
  );
}

/**
 * Appends to `path`. Past `bytesMax` it becomes `path.1`, the former `path.1` becomes `path.2`, and so on; the oldest
 * of `filesMax` is removed. A file may pass its limit by what was buffered when it reached it.
 *
 * @throws Error with one clear line when the file cannot be opened
 */
export function openLogFile({ path, bytesMax, filesMax }: LogFile): DestinationStream {
  const opened = openForAppend(path, bytesMax, filesMax);
  let { bytes } = opened;
  const destination = pino.destination({
    dest: opened.file,
    sync: false,
    minLength: BUFFER_BYTES,
    periodicFlush: FLUSH_MS,
    maxLength: BACKLOG_BYTES_MAX,
  });
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
  return announced(destination, path);
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

/** False when the folder refuses: then the present file goes on growing, and the next limit tries again. */
function rotate(path: string, filesMax: number): boolean {
  try {
    if (filesMax <= 1) {
      rmSync(path, { force: true });
      return true;
    }
    for (let number = filesMax - 2; number >= 1; number -= 1) {
      renameIfThere(`${path}.${number}`, `${path}.${number + 1}`);
    }
    renameSync(path, `${path}.1`);
    return true;
  } catch {
    return false;
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** A log that cannot be written must not end the process, and must not be silent: it says so once, on standard error. */
function announced(destination: Destination, where: string): DestinationStream {
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
