import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { allows, canEnter, ENTER, READ } from '../src/reachability.ts';
import { otherUser } from '../src/run-as.ts';

const user = otherUser(101, 104);

it.each([
  ['owner', { mode: 0o40700, uid: 101, gid: 0 }, true],
  [
    'owner without the bit, though all others have it',
    { mode: 0o40077, uid: 101, gid: 104 },
    false,
  ],
  ['group', { mode: 0o40750, uid: 0, gid: 104 }, true],
  ['group without the bit, though all others have it', { mode: 0o40705, uid: 0, gid: 104 }, false],
  ['other', { mode: 0o40755, uid: 0, gid: 0 }, true],
  ['other without enter', { mode: 0o40754, uid: 0, gid: 0 }, false],
])('allows › %s', (_title, file, expected) => {
  expect(allows(file, user, READ | ENTER)).toBe(expected);
});

it('canEnter › looks at every folder above', async () => {
  const folder = await mkdtemp('/tmp/truetape-test-');
  try {
    const inner = join(folder, 'a', 'b');
    await mkdir(inner, { recursive: true });
    await chmod(folder, 0o755);
    const stranger = otherUser(64_999, 64_999);
    expect(await canEnter(inner, stranger)).toBe(true);
    await chmod(folder, 0o700);
    expect(await canEnter(inner, stranger)).toBe(false);
  } finally {
    await rm(folder, { recursive: true });
  }
});
