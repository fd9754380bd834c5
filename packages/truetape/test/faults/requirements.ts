import { spawnSync } from 'node:child_process';

/** What the faults are made with, and the Debian package that has it. */
const TOOLS = {
  strace: 'strace',
  'redis-server': 'redis-server',
  losetup: 'mount',
  'mkfs.ext4': 'e2fsprogs',
  'mkfs.xfs': 'xfsprogs',
} as const;

/** Without root or the tools nothing is tested, and nothing is passed over in silence: the whole run fails. */
export function setup(): void {
  if (process.getuid?.() !== 0) throw new Error('The tests of faults need root, on Linux.');
  const missing = Object.entries(TOOLS).filter(([tool]) => spawnSync('which', [tool]).status !== 0);
  if (missing.length > 0) {
    const packages = [...new Set(missing.map(([, name]) => name))].join(' ');
    throw new Error(
      `The tests of faults need ${missing.map(([tool]) => tool).join(', ')}: apt-get install ${packages}`,
    );
  }
}
