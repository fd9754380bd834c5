import { statfsSync } from 'node:fs';
import {
  COMMIT_LIMIT_BYTES,
  DiskFullError,
  ROOM_RESERVE_BYTES,
} from '@truetape/event-store/adapter';

/** A commit with its pages, the index and the list of free pages never needs more. */
const NEEDED_BYTES = 2 * COMMIT_LIMIT_BYTES;
/** With so much left it is enough to look now and then. */
const PLENTY_BYTES = 4 * ROOM_RESERVE_BYTES;
const LOOK_EVERY_MS = 100;

/** The room on the disk of a folder, as an ordinary user sees it. */
export class DiskRoom {
  readonly #folder: string;
  #bytes = 0;
  #lookedAtMs = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get bytes(): number {
    const nowMs = performance.now();
    if (this.#bytes < PLENTY_BYTES || nowMs - this.#lookedAtMs > LOOK_EVERY_MS) {
      this.#bytes = freeBytes(this.#folder);
      this.#lookedAtMs = nowMs;
    }
    return this.#bytes;
  }

  /**
   * LMDB is asked to write only where there is room: a disk that fills up in the middle of a commit may fail in ways
   * that cannot be told from a broken one.
   *
   * @throws DiskFullError
   */
  check(): void {
    if (this.bytes < NEEDED_BYTES) throw new DiskFullError(`The disk of ${this.#folder} is full`);
  }
}

function freeBytes(folder: string): number {
  const { blocks, bavail, bsize } = statfsSync(folder);
  // Some file systems do not count.
  return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize;
}

const ENOSPC = 28;

/**
 * A failed commit as it is told further. Only where LMDB was putting pages is "no space left" harmless: none of them
 * counts before the sync and the meta page, which come later. There the same words mean that nothing is known.
 */
export function asDiskFull(error: unknown): unknown {
  const { code, message } = error as { readonly code?: unknown; readonly message: string };
  const isWhilePutting = code === ENOSPC && message.includes('Attempting to write page');
  return isWhilePutting ? new DiskFullError(message, { cause: error }) : error;
}
