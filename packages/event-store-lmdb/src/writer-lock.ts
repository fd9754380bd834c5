import { closeSync, constants, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Held by the one process that may write a log. */
export interface WriterLock {
  release(): Promise<void>;
}

/**
 * Takes the lock of a folder, or fails at once. The kernel gives it to one process and takes it back when that process
 * ends, however it ends, so there is never a stale one to clean up.
 *
 * On Linux it is an abstract socket, on Windows a pipe, named by the folder's device and inode; on BSD and macOS,
 * whose sockets are files that outlive a process, a file opened with `O_EXLOCK`. Its reach is one machine (on Linux,
 * one network namespace). A writer beyond it is still found out, later: the first commit of the second one finds its
 * position taken and fails.
 *
 * @throws Error naming the folder and the process that writes it
 */
export async function takeWriterLock(folder: string): Promise<WriterLock> {
  const holder = join(folder, 'writer');
  try {
    const lock = hasSocketNames ? await listen(socketName(folder)) : openExclusively(holder);
    writeFileSync(holder, `${process.pid}\n`);
    return lock;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EAGAIN') throw error;
    throw new Error(`The log in ${folder} is being written by process ${readHolder(holder)}`);
  }
}

const hasSocketNames = process.platform === 'linux' || process.platform === 'win32';

function socketName(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  const name = `truetape-log-${dev}-${ino}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`;
}

function listen(path: string): Promise<WriterLock> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  const release = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path, exclusive: true }, () => resolve({ release }));
  });
}

/** `open(2)` of BSD and macOS; Node has no name for it. */
const O_EXLOCK = 0x20;

function openExclusively(file: string): WriterLock {
  const { O_RDWR, O_CREAT, O_NONBLOCK } = constants;
  const descriptor = openSync(file, O_RDWR | O_CREAT | O_NONBLOCK | O_EXLOCK);
  return { release: async () => closeSync(descriptor) };
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
