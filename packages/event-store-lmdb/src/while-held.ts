import { createConnection, type Socket } from 'node:net';
import { HELD, HOLD } from './line.ts';
import { socketOf } from './writer-socket.ts';

/** A writer that is just starting answers when it has read its log. */
const ANSWER_MS_MAX = 20_000;

/**
 * Opens an environment while its writer, if there is one, holds still.
 *
 * Whoever opens an environment notes in LMDB's lock file which transaction it found to be the newest. A commit between its
 * look and its note is taken back by the note: the writer's next transaction begins before it, and what was
 * acknowledged is gone (LMDB of lmdb 3.5, `mdb_env_open2`). So nothing is committed meanwhile; and that nothing was lost all the
 * same, a writer makes sure of in each transaction.
 */
export async function whileHeld<Opened>(folder: string, open: () => Opened): Promise<Opened> {
  const line = await askToHold(folder);
  try {
    return open();
  } finally {
    line?.destroy();
  }
}

/** Settles when the writer holds still, or with undefined when nobody writes. */
function askToHold(folder: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const line = createConnection({ path: socketOf(folder) }, () => line.write(HOLD));
    const nobody = () => {
      clearTimeout(late);
      line.destroy();
      resolve(undefined);
    };
    const late = setTimeout(nobody, ANSWER_MS_MAX);
    line.on('error', nobody);
    line.on('close', nobody);
    line.on('data', (said: Buffer) => {
      if (!said.includes(HELD)) return;
      clearTimeout(late);
      resolve(line);
    });
  });
}
