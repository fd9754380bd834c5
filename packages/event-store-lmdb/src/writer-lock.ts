import { closeSync, constants, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { hasSocketNames, socketOf } from './writer-socket.ts';

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
 * @param onReader called with each process that connects, to be told of what is durable
 * @throws Error naming the folder and the process that writes it
 */
export async function takeWriterLock(
  folder: string,
  onReader: (reader: Socket) => void,
): Promise<WriterLock> {
  const holder = join(folder, 'writer');
  try {
    const unlock = hasSocketNames ? undefined : openExclusively(holder);
    const server = await serve(folder, onReader);
    writeFileSync(holder, `${process.pid}\n`);
    return {
      release: async () => {
        await close(server);
        unlock?.();
      },
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EAGAIN') throw error;
    throw new Error(`The log in ${folder} is being written by process ${readHolder(holder)}`);
  }
}

function serve(folder: string, onReader: (reader: Socket) => void): Promise<Server> {
  const path = socketOf(folder);
  // The file of a writer that has ended; this process holds the lock.
  if (!hasSocketNames) rmSync(path, { force: true });
  const server = createServer(onReader);
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path, exclusive: true }, () => resolve(server));
  });
}

const close = (server: Server) =>
  new Promise<void>((resolve) => void server.close(() => resolve()));

/** `open(2)` of BSD and macOS; Node has no name for it. */
const O_EXLOCK = 0x20;

function openExclusively(file: string): () => void {
  const { O_RDWR, O_CREAT, O_NONBLOCK } = constants;
  const descriptor = openSync(file, O_RDWR | O_CREAT | O_NONBLOCK | O_EXLOCK);
  return () => closeSync(descriptor);
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
