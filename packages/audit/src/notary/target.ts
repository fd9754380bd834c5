import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Somewhere outside of the log. */
export interface AnchorTarget {
  readonly name: 'file' | 'url';
  /** Rejects when the line has not arrived: on disk, or with an answer of success. */
  readonly send: (line: string) => Promise<void>;
}

/** A file that only grows: a line for each anchor, on disk when it is sent. */
export function fileTarget(path: string): AnchorTarget {
  return {
    name: 'file',
    send: async (line) => {
      const file = await open(path, 'a+', 0o644);
      try {
        // A line that was cut off by a power failure stays what it is; the next one begins behind it.
        await file.appendFile((await endsWithLine(file)) ? line : `\n${line}`);
        await file.sync();
      } finally {
        await file.close();
      }
      await syncFolder(dirname(path));
    },
  };
}

async function endsWithLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n';
}

/** A new file is there after a power failure when its folder is on disk. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const ANSWER_WITHIN_MS = 10_000;

/** An address that takes each anchor as the body of a POST, and answers 2xx when it has it. */
export function urlTarget(url: string, answerWithinMs = ANSWER_WITHIN_MS): AnchorTarget {
  return {
    name: 'url',
    send: async (line) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: line,
        redirect: 'error',
        signal: AbortSignal.timeout(answerWithinMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`The answer was ${answer.status}`);
    },
  };
}
