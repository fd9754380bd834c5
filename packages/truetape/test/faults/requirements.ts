import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** What the faults are made with, and the Debian package that has it. */
const TOOLS = {
  strace: 'strace',
  losetup: 'mount',
  'mkfs.ext4': 'e2fsprogs',
  'mkfs.xfs': 'xfsprogs',
} as const;

declare module 'vitest' {
  interface ProvidedContext {
    /** Why nothing can be mounted here; empty where it can. */
    readonly withoutDisks: string;
  }
}

/** Without root or the tools nothing is tested, and nothing is passed over in silence: the whole run fails. */
export function setup(project: TestProject): void {
  if (process.getuid?.() !== 0) throw new Error('The tests of faults need root, on Linux.');
  const missing = Object.entries(TOOLS).filter(([tool]) => spawnSync('which', [tool]).status !== 0);
  if (missing.length > 0) {
    const packages = [...new Set(missing.map(([, name]) => name))].join(' ');
    throw new Error(
      `The tests of faults need ${missing.map(([tool]) => tool).join(', ')}: apt-get install ${packages}`,
    );
  }
  project.provide('withoutDisks', whyNoDisks());
}

/** A kernel may have no loop devices, or refuse mounts in a container. */
function whyNoDisks(): string {
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
