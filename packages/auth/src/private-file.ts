import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file that only its owner can read: never there in part, never readable by others in between, and on disk
 * when this returns.
 *
 * @throws Error as the file system gives it; then there is no new file
 */
export function writePrivately(path: string, text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  rmSync(draft, { force: true });
  try {
    // `wx`: never through a link that somebody else has put there.
    withFile(openSync(draft, 'wx', 0o600), (file) => {
      // The mode above is cut by the umask; this one is exact.
      fchmodSync(file, 0o600);
      writeFileSync(file, text);
      fsyncSync(file);
    });
    renameSync(draft, path);
    withFile(openSync(dirname(path), 'r'), fsyncSync);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function withFile(file: number, use: (file: number) => void): void {
  try {
    use(file);
  } finally {
    closeSync(file);
  }
}
