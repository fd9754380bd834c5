import { renameSync, rmSync } from 'node:fs';

/**
 * Makes way for a new file at `path`, keeping `filesMax` in all. False when the folder refuses: then the present file
 * goes on growing, and the next limit tries again.
 */
export function rotate(path: string, filesMax: number): boolean {
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
