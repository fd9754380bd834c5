import type { LogDisk, SealedEvent } from '@truetape/event-store/adapter';
import { OUTCOMES_PER_APPEND, startOnFolder, sweep } from './sweep.ts';

/** Runs the sweep and dies for real when the disk has so many parts of it. */
const [, , folder = '', parts = ''] = process.argv;

const isOfSweep = ({ event }: SealedEvent) =>
  event.stream.startsWith('market-') && event.causation?.stream === 'account-bob';

/** One commit would hold the whole sweep: this disk stores the first parts of it, as if each had a commit of its own. */
function dyingDisk(disk: LogDisk): LogDisk {
  const limit = Number(parts) * OUTCOMES_PER_APPEND;
  return {
    logId: disk.logId,
    head: () => disk.head(),
    write: (records) => {
      let outcomes = 0;
      const cut = records.findIndex((record) => isOfSweep(record) && ++outcomes > limit);
      if (cut < 0) return disk.write(records);
      disk.write(records.slice(0, cut));
      process.kill(process.pid, 'SIGKILL');
    },
    room: () => disk.room(),
    record: (position) => disk.record(position),
    lastOf: (stream) => disk.lastOf(stream),
    positionsOf: (stream, first, last) => disk.positionsOf(stream, first, last),
    close: () => disk.close(),
  };
}

await sweep(await startOnFolder(folder, dyingDisk));
