import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failed, type Result } from '@truetape/kernel';
import { SNAPSHOTS_KEPT, type Snapshot, type Snapshots } from '../snapshots.ts';
import { assertSnapshotName, decodeSnapshot, encodeSnapshot } from './stored-snapshot.ts';

const SUFFIX = '.snapshot';
/** Of a file that is being written, or was when its writer died. */
const DRAFT = '.draft';

/**
 * Snapshots as files of one folder: `<name>-<number>.snapshot`, numbered in the order in which they were saved. (Not by
 * position: beside the snapshots of a longer log, which this one is a copy of, new ones would count as old.)
 */
export class FileSnapshots implements Snapshots {
  readonly #folder: string;
  #saving: Promise<void> = Promise.resolve();

  /** @param folder made with the first snapshot */
  constructor(folder: string) {
    this.#folder = folder;
  }

  save(snapshot: Snapshot): Promise<void> {
    assertSnapshotName(snapshot.name);
    const saved = this.#saving.then(() => this.#save(snapshot));
    this.#saving = saved.catch(() => undefined);
    return saved;
  }

  async *newestFirst(name: string): AsyncIterable<Result<Snapshot, string>> {
    for (const number of await this.#numbersOf(name)) {
      yield await readSnapshot(this.#fileOf(name, number));
    }
  }

  async #save(snapshot: Snapshot): Promise<void> {
    const { name } = snapshot;
    const made = await mkdir(this.#folder, { recursive: true });
    if (made !== undefined) await syncFolder(dirname(made));
    const numbers = await this.#numbersOf(name);
    const file = this.#fileOf(name, (numbers[0] ?? 0) + 1);
    const draft = `${file}${DRAFT}`;
    await writeAndSync(draft, await encodeSnapshot(snapshot));
    await rename(draft, file);
    await syncFolder(this.#folder);
    await this.#removeAllBut(name, [file, ...numbers.map((number) => this.#fileOf(name, number))]);
  }

  async #removeAllBut(name: string, newestFirst: readonly string[]): Promise<void> {
    for (const old of newestFirst.slice(SNAPSHOTS_KEPT)) await rm(old, { force: true });
    for (const file of await readdir(this.#folder)) {
      if (numberIn(file, name, SUFFIX + DRAFT) === undefined) continue;
      await rm(join(this.#folder, file), { force: true });
    }
  }

  /** The newest first. */
  async #numbersOf(name: string): Promise<number[]> {
    const numbers: number[] = [];
    for (const file of await filesIn(this.#folder)) {
      const number = numberIn(file, name, SUFFIX);
      if (number !== undefined) numbers.push(number);
    }
    return numbers.sort((one, other) => other - one);
  }

  #fileOf(name: string, number: number): string {
    return join(this.#folder, `${name}-${String(number).padStart(10, '0')}${SUFFIX}`);
  }
}

async function readSnapshot(file: string): Promise<Result<Snapshot, string>> {
  try {
    return await decodeSnapshot(await readFile(file));
  } catch (error) {
    return failed(`it cannot be read: ${(error as Error).message}`);
  }
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function numberIn(file: string, name: string, suffix: string): number | undefined {
  if (!file.startsWith(`${name}-`) || !file.endsWith(suffix)) return undefined;
  const digits = file.slice(name.length + 1, -suffix.length);
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

async function writeAndSync(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A file that was renamed is there after a power cut when its folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and needs no such sync.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
