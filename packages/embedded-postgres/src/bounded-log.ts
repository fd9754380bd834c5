import { closeSync, openSync, renameSync, writeSync } from 'node:fs';

/** A text log of at most two files: `path` and, once it was full, `path.1`. */
export interface BoundedLog {
  write(line: string): void;
  close(): void;
}

/** Opens the log afresh; the last run's becomes `path.1`. A log that cannot be written is silently left alone. */
export function openBoundedLog(
  path: string,
  maxBytes = 1_048_576,
  maxLineLength = 2_000,
): BoundedLog {
  let file: number | undefined;
  let bytes = 0;
  const close = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  const turn = (): void => {
    close();
    try {
      renameSync(path, `${path}.1`);
    } catch {
      // The first run has nothing to keep.
    }
    try {
      file = openSync(path, 'w', 0o600);
    } catch {
      file = undefined;
    }
    bytes = 0;
  };
  turn();
  return {
    write(line) {
      if (file === undefined) return;
      const text = `${line.slice(0, maxLineLength)}\n`;
      if (bytes + Buffer.byteLength(text) > maxBytes) turn();
      try {
        if (file !== undefined) bytes += writeSync(file, text);
      } catch {
        // A full disk must not end the process that logs.
      }
    },
    close,
  };
}
