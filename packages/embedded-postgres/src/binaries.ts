import { chmod, lstat, readFile, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { copyReadable, makeStaging, moveIntoPlace } from './file-tree.ts';
import type { PlatformPackage } from './platform-package.ts';
import { errorCode } from './postgres-error.ts';
import { allows, canEnter, ENTER, READ } from './reachability.ts';
import type { RunAs } from './run-as.ts';
import { sharedFolder } from './shared-folder.ts';

/** The Postgres programs, ready to be executed by the user they were prepared for. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PROGRAMS = ['initdb', 'postgres'] as const;
const FOLDERS = ['.', 'bin', 'lib', 'lib/postgresql', 'share', 'share/postgresql'] as const;
const SAMPLE_FILE = 'share/postgresql/postgres.bki';

function programsIn(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/**
 * Makes the package's programs executable for this user, also when npm refused its install script.
 * The package is used where it lies when the user reaches it and what is missing can be added; otherwise it is
 * copied once per version: for root into the shared folder, for anyone else into the data folder.
 */
export async function prepareBinaries(
  source: PlatformPackage,
  user: RunAs,
  dataDir: string,
): Promise<Binaries> {
  const native = join(source.folder, 'native');
  if (
    (await canEnter(source.folder, user)) &&
    (await hydrate(native)) &&
    (await isUsable(native, user))
  ) {
    return programsIn(native);
  }
  const name = `postgres-${source.version}-${source.platform}`;
  const copy = join(user.switches ? await sharedFolder(user) : dataDir, name);
  if (!(await exists(copy))) await copyNative(native, copy);
  return programsIn(copy);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function copyNative(native: string, copy: string): Promise<void> {
  const staging = await makeStaging(copy);
  try {
    await copyReadable(native, staging, (name) => name.endsWith('.a') || name === 'pkgconfig');
    await hydrate(staging);
    await moveIntoPlace(staging, copy);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Adds the library links and x bits that npm leaves out; false when this process may not. */
async function hydrate(native: string): Promise<boolean> {
  try {
    for (const { source, target } of await listLinks(native)) {
      const link = join(native, target);
      if (!(await exists(link))) await symlink(source, link).catch(ignoreExisting);
    }
    for (const program of Object.values(programsIn(native))) {
      const { mode } = await stat(program);
      if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
    }
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}

function ignoreExisting(error: unknown): void {
  if (errorCode(error) !== 'EEXIST') throw error;
}

/** The package's list of links: the target is the link, the source the file beside it that it points to. */
async function listLinks(native: string): Promise<readonly { source: string; target: string }[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const list = JSON.parse(text) as readonly { source: string; target: string }[];
  return list
    .filter(({ source, target }) => dirname(source) === dirname(target))
    .map(({ source, target }) => ({
      source: basename(source),
      target: target.replace(/^native\//, ''),
    }));
}

/** A strict umask at install makes files that only their owner reads: then a copy is needed. */
async function isUsable(native: string, user: RunAs): Promise<boolean> {
  const paths = [
    ...FOLDERS.map((folder) => join(native, folder)),
    ...PROGRAMS.map((name) => programsIn(native)[name]),
  ];
  for (const path of paths) if (!(await allowsIfThere(path, user, READ | ENTER))) return false;
  return allowsIfThere(join(native, SAMPLE_FILE), user, READ);
}

/** The platforms' packages need not have the same folders. */
async function allowsIfThere(path: string, user: RunAs, bits: number): Promise<boolean> {
  return (await exists(path)) ? allows(await stat(path), user, bits) : true;
}
