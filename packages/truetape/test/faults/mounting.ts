import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why nothing can be mounted here: a kernel may have no loop devices, or a container refuse. Empty where it can. */
export function whyNoDisks(): string {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-faults-'));
  const image = join(folder, 'image');
  try {
    for (const [command, ...words] of [
      ['truncate', '-s', '400M', image],
      ['mkfs.xfs', '-q', '-m', 'reflink=1', image],
      ['mount', '-o', 'loop', image, folder],
      ['umount', folder],
    ] as const) {
      execFileSync(command, words, { stdio: 'pipe' });
    }
    return '';
  } catch (error) {
    return (error as Error).message;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
