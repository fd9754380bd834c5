import type { LogDisk } from '../adapter/log-disk.ts';
import { SequencedLog, type SequencedLogOptions } from '../adapter/sequenced-log.ts';
import { FaultyDisk } from './faulty-disk.ts';
import { MemoryDisk } from './memory-disk.ts';

export interface MemoryLogOptions extends Partial<SequencedLogOptions> {
  /** A disk to go on with, as after a restart; a new one unless told. */
  readonly disk?: LogDisk;
}

/**
 * The log in memory, for tests and the simulator. It makes the same difference between queued and durable as a log
 * on a disk: `log.disk.hold()` keeps everything queued until `log.disk.release()`.
 */
export class MemoryLog extends SequencedLog {
  readonly disk: FaultyDisk;

  constructor(options: MemoryLogOptions = {}) {
    const disk = new FaultyDisk(options.disk ?? new MemoryDisk());
    super({ clockMs: Date.now, onFatal: throwLater, ...options, disk });
    this.disk = disk;
  }
}

/** Nobody asked to be told: end the process, as a failed commit does. */
function throwLater(failure: unknown): void {
  queueMicrotask(() => {
    throw failure;
  });
}
