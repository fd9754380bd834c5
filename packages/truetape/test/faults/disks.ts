import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterThisTest } from '../process/support.ts';

const execute = promisify(execFile);
const run = async (command: string, ...words: readonly string[]) =>
  void (await execute(command, words));

/** Mounts an image on a folder until the test is over. */
async function mount(
  image: string,
  folder: string,
  ...options: readonly string[]
): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  await run('mount', '-o', ['loop', ...options].join(','), image, folder);
  let isMounted = true;
  const unmount = async () => {
    if (!isMounted) return;
    isMounted = false;
    // What a test has killed may take a moment to let go.
    await run('umount', folder).catch(() => run('umount', '--lazy', folder));
  };
  afterThisTest(unmount);
  return unmount;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-faults-'));
  afterThisTest(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

/** A disk of its own that is really full when so much is on it. */
export async function smallDisk(megabytes: number): Promise<string> {
  const folder = newFolder();
  const image = join(folder, 'image');
  await run('truncate', '-s', `${megabytes}M`, image);
  await run('mkfs.ext4', '-q', '-m', '0', image);
  const mounted = join(folder, 'disk');
  await mount(image, mounted);
  return mounted;
}

/** A disk whose power can be cut, as often as wanted, while it goes on being used. */
export interface CrashingDisk {
  readonly folder: string;
  /**
   * The disk as it would be found after a power cut at this moment: mounted, with its file system recovered. What was
   * written and not synced is gone, because only the page cache of the disk in use has it.
   */
  cut(): Promise<{ readonly folder: string; readonly discard: () => Promise<void> }>;
}

/** XFS holds the image of an ext4 disk: a reflink copies that image at one instant, whatever is going on. */
export async function crashingDisk(): Promise<CrashingDisk> {
  const base = newFolder();
  const host = join(base, 'host');
  await run('truncate', '-s', '3G', join(base, 'host.image'));
  await run('mkfs.xfs', '-q', '-m', 'reflink=1', join(base, 'host.image'));
  await mount(join(base, 'host.image'), host);
  const inner = join(host, 'inner.image');
  await run('truncate', '-s', '1G', inner);
  await run('mkfs.ext4', '-q', '-m', '0', inner);
  const folder = join(base, 'disk');
  // By itself the file system writes nothing while a test lasts: what is on the disk was synced by somebody.
  await mount(inner, folder, 'commit=600');
  let cuts = 0;
  return {
    folder,
    cut: async () => {
      cuts += 1;
      const image = join(host, `crash-${cuts}.image`);
      const mounted = join(base, `crash-${cuts}`);
      await run('cp', '--reflink=always', inner, image);
      const unmount = await mount(image, mounted);
      return {
        folder: mounted,
        discard: async () => {
          await unmount();
          rmSync(image);
        },
      };
    },
  };
}
