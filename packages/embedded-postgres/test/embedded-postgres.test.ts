import { once } from 'node:events';
import {
  chmod,
  chown,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  runningPostgresUrl,
  type StartAgain,
  startEmbeddedPostgres,
} from '../src/embedded-postgres.ts';
import { findPlatformPackage } from '../src/platform-package.ts';
import { canEnter } from '../src/reachability.ts';
import { otherUser, userForRoot } from '../src/run-as.ts';
import { SHARED_FOLDERS } from '../src/shared-folder.ts';
import {
  buildLauncher,
  endAll,
  installInto,
  launch,
  makeFolder,
  query,
  removeAll,
  serverEnded,
  serverPid,
} from './support.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };
const built = join(import.meta.dirname, '../.test-postgres');
const dataDirs: string[] = [];

function dataDirIn(folder: string): string {
  const dataDir = join(folder, 'data');
  dataDirs.push(dataDir);
  return dataDir;
}

// Initialising is the slow part, so most tests share one data folder; its server is ended after each.
let dataDir = '';
beforeAll(async () => {
  dataDir = dataDirIn(await makeFolder());
});
afterEach(() => endAll(dataDirs));
afterAll(() => removeAll(dataDirs));

// Both the machine and its disk may be busy: what must be fast is asserted by itself.
vi.setConfig({ testTimeout: 30_000 });

describe('startEmbeddedPostgres', () => {
  let launcher = '';
  beforeAll(async () => {
    await mkdir(built, { recursive: true });
    launcher = await buildLauncher(built);
  });
  afterAll(() => rm(built, { recursive: true, force: true }));

  it('initialises, keeps data over a restart and tells its URL to others while it runs', async () => {
    expect(await runningPostgresUrl(dataDir)).toBeUndefined();
    const first = await launch(launcher, dataDir);
    await query(first.url, 'create table kept as select 42 as answer');
    expect(await runningPostgresUrl(dataDir)).toBe(first.url);
    expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o777).toBe(0o600);
    await first.stop();
    expect(await serverPid(dataDir)).toBeUndefined();
    expect(await runningPostgresUrl(dataDir)).toBeUndefined();

    const second = await launch(launcher, dataDir);
    expect(await query(second.url, 'select answer from kept')).toEqual([[42]]);
  });

  it('uses UTF8, the C locale, scram, loopback only and asynchronous commits', async () => {
    const { url } = await launch(launcher, dataDir);
    const names = [
      'server_encoding',
      'listen_addresses',
      'unix_socket_directories',
      'fsync',
      'synchronous_commit',
      'wal_level',
    ];
    const rows = await query(
      url,
      `select ${names.map((name) => `current_setting('${name}')`).join()}`,
    );
    expect(rows).toEqual([['UTF8', '127.0.0.1', '', 'on', 'off', 'minimal']]);
    expect(
      await query(
        url,
        'select datname, datcollate from pg_database where datname = current_database()',
      ),
    ).toEqual([['truetape', 'C']]);
    expect(await query(url, 'select distinct auth_method from pg_hba_file_rules')).toEqual([
      ['scram-sha-256'],
    ]);
    await expect(query(url.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
  });

  it('ends with a launcher that is killed, and the next start has the data', async () => {
    const killed = await launch(launcher, dataDir);
    await query(killed.url, 'create table left_over as select 42 as answer');
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    await serverEnded(dataDir);
    const next = await launch(launcher, dataDir);
    expect(await query(next.url, 'select answer from left_over')).toEqual([[42]]);
  });

  it('comes up at once after a kill of launcher and server together', async () => {
    const killed = await launch(launcher, dataDir);
    await query(
      killed.url,
      'set synchronous_commit = on; create table flushed as select 42 as answer',
    );
    const pid = await serverPid(dataDir);
    if (pid === undefined) throw new Error('no server');
    killed.child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const next = await launch(launcher, dataDir);
    expect(await query(next.url, 'select answer from flushed')).toEqual([[42]]);
  });

  it('stops an orphaned server that still serves, and starts anew', async () => {
    const killed = await launch(launcher, dataDir);
    const pid = await serverPid(dataDir);
    if (pid === undefined) throw new Error('no server');
    process.kill(pid, 'SIGSTOP');
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    setTimeout(() => process.kill(pid, 'SIGCONT'), 300);
    const next = await launch(launcher, dataDir);
    expect(await serverPid(dataDir)).not.toBe(pid);
    expect(await query(next.url, 'select 1 as one')).toEqual([[1]]);
  });

  it('starts when a stale postmaster.pid names a living foreign process', async () => {
    const first = await launch(launcher, dataDir);
    const path = join(dataDir, 'postgres', 'postmaster.pid');
    const left = await readFile(path, 'utf8');
    const { uid, gid } = await stat(path);
    await first.stop();
    await writeFile(path, left.replace(/^\d+/, String(process.pid)));
    await chown(path, uid, gid);
    const next = await launch(launcher, dataDir);
    expect(await query(next.url, 'select 1 as one')).toEqual([[1]]);
  });

  it('is refused while another living process runs it', async () => {
    const running = await launch(launcher, dataDir);
    await expect(launch(launcher, dataDir)).rejects.toThrow(
      `is in use by process ${running.child.pid}. Stop that process first.`,
    );
    expect(await query(running.url, 'select 1 as one')).toEqual([[1]]);
    expect(await runningPostgresUrl(dataDir)).toBe(running.url);
  });

  it('stops twice without an error, in this process', async () => {
    const lines: string[] = [];
    const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) });
    expect(await query(postgres.url, 'select 1 as one')).toEqual([[1]]);
    await Promise.all([postgres.stop(), postgres.stop()]);
    await postgres.stop();
    expect(lines.at(-1)).toMatch(/database system is shut down/);
    expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).toBe(`${lines.join('\n')}\n`);
  });

  it('is started again on its port by whoever is told that it has ended', async () => {
    let again: StartAgain | undefined;
    const onEnded = vi.fn((startAgain: StartAgain) => {
      again = startAgain;
    });
    const postgres = await startEmbeddedPostgres({ dataDir, onEnded });
    for (const times of [1, 2]) {
      const pid = await serverPid(dataDir);
      if (pid === undefined) throw new Error('no server');
      process.kill(pid, 'SIGKILL');
      await vi.waitFor(() => expect(onEnded).toHaveBeenCalledTimes(times), 10_000);
      expect(onEnded).toHaveBeenLastCalledWith(expect.anything(), 'SIGKILL');
      await again?.();
      expect(await query(postgres.url, 'select answer from kept')).toEqual([[42]]);
      expect(await runningPostgresUrl(dataDir)).toBe(postgres.url);
    }
    await postgres.stop();
    await again?.();
    expect(onEnded).toHaveBeenCalledTimes(2);
    expect(await serverPid(dataDir)).toBeUndefined();
  });

  it('gets a new password and keeps its data when postgres.json is lost', async () => {
    await unlink(join(dataDir, 'postgres.json'));
    const again = await launch(launcher, dataDir);
    expect(await query(again.url, 'select answer from kept')).toEqual([[42]]);
  });

  it('is refused with a remedy when the files are those of another major version', async () => {
    const path = join(dataDir, 'postgres', 'PG_VERSION');
    const version = await readFile(path, 'utf8');
    await writeFile(path, '17\n');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      /was made by Postgres 17, .* Remove the folder/,
    );
    await writeFile(path, version);
  });

  it('is refused with a remedy when the data folder is a file', async () => {
    const path = join(await makeFolder(), 'file');
    await writeFile(path, '');
    await expect(startEmbeddedPostgres({ dataDir: path })).rejects.toThrow(/must be a folder/);
  });
});

describe('an installation with install scripts refused', () => {
  it('is completed in place', async () => {
    const launched = await launch(await installInto(await makeFolder()), dataDir);
    expect(await query(launched.url, 'select 1 as one')).toEqual([[1]]);
  });

  it.runIf(isRoot)(
    'runs for an ordinary user who may not write to it, from a copy in the data folder',
    async (context) => {
      if (!(await canEnter(dirname(process.execPath), otherUser(nobody.uid, nobody.gid))))
        context.skip('nobody cannot reach node');
      const folder = await makeFolder();
      const launcher = await installInto(folder);
      const ownDataDir = dataDirIn(folder);
      await mkdir(ownDataDir);
      await chmod(ownDataDir, 0o700);
      await chown(ownDataDir, nobody.uid, nobody.gid);
      const first = await launch(launcher, ownDataDir, nobody);
      await query(first.url, 'create table kept as select 42 as answer');
      const { version, platform } = await findPlatformPackage();
      expect((await stat(join(ownDataDir, `postgres-${version}-${platform}`))).uid).toBe(
        nobody.uid,
      );
      await first.stop();
      const second = await launch(launcher, ownDataDir, nobody);
      expect(await query(second.url, 'select answer from kept')).toEqual([[42]]);
      await second.stop();

      await chown(join(ownDataDir, 'postgres'), 0, 0);
      await expect(launch(launcher, ownDataDir, nobody)).rejects.toThrow(
        /belongs to user 0, not to user 65534/,
      );
      await chmod(ownDataDir, 0o500);
      await rename(join(ownDataDir, 'postgres'), join(folder, 'away'));
      await expect(launch(launcher, ownDataDir, nobody)).rejects.toThrow(/needs to read and write/);
    },
  );

  it.runIf(isRoot)(
    'runs for root under a folder that only root can enter, with programs and cluster outside',
    async () => {
      const copies = await copiesToRemove();
      const folder = await makeFolder(0o700);
      const ownDataDir = dataDirIn(folder);
      const launcher = await installInto(folder);
      try {
        const first = await launch(launcher, ownDataDir);
        await query(first.url, 'create table kept as select 42 as answer');
        expect(await runningPostgresUrl(ownDataDir)).toBe(first.url);
        const { home } = JSON.parse(await readFile(join(ownDataDir, 'postgres.json'), 'utf8')) as {
          home: string;
        };
        expect(home.startsWith(SHARED_FOLDERS[0] ?? '')).toBe(true);
        expect(await readFile(`${home}.origin`, 'utf8')).toBe(`${ownDataDir}\n`);
        expect((await stat(home)).uid).not.toBe(0);
        first.child.kill('SIGKILL');
        await serverEnded(ownDataDir);
        const second = await launch(launcher, ownDataDir);
        expect(await query(second.url, 'select answer from kept')).toEqual([[42]]);
        await second.stop();
      } finally {
        await endAll(dataDirs);
        for (const copy of copies) await rm(copy, { recursive: true, force: true });
      }
    },
  );
});

/** The program copies that the test is about to make. Other tests may use them when this repo itself is out of reach. */
async function copiesToRemove(): Promise<string[]> {
  const { version, platform, folder } = await findPlatformPackage();
  if (!(await canEnter(folder, await userForRoot()))) return [];
  const copies = SHARED_FOLDERS.map((shared) => join(shared, `postgres-${version}-${platform}`));
  const existed = await Promise.all(
    copies.map((copy) =>
      stat(copy).then(
        () => true,
        () => false,
      ),
    ),
  );
  return copies.filter((_copy, index) => existed[index] === false);
}
