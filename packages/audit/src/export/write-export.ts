import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GENESIS_HASH } from '@truetape/codec';
import type { EventLog } from '@truetape/event-store';
import { assert, type RecordedEvent } from '@truetape/kernel';
import { lineOf } from './event-line.ts';
import { EVENTS_FILE, MANIFEST_FILE, type Manifest } from './manifest.ts';
import { StreamTally } from './stream-tally.ts';

/** Log positions, both included. */
export interface ExportRange {
  readonly from: number;
  readonly to: number;
}

/** What an export reads of a log. */
type Exported = Pick<EventLog, 'logId' | 'readAll' | 'readStream'>;

/**
 * Writes the events of a range into a new folder: one line each, and what is needed to check them. The manifest comes
 * last, when everything is on disk: a folder without one is no export.
 *
 * @throws Error when the folder is there already, or cannot be written
 */
export async function writeExport(
  log: Exported,
  folder: string,
  { from, to }: ExportRange,
  onProgress: (position: number) => void = () => undefined,
): Promise<Manifest> {
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder);
  const tally = new StreamTally();
  const digest = createHash('sha256');
  await writeNew(join(folder, EVENTS_FILE), async (write) => {
    for await (const batch of log.readAll({ after: from - 1, upTo: to })) {
      for (const event of batch) {
        if (!tally.has(event.stream)) tally.begin(event.stream, await hashBefore(log, event));
        tally.read(event);
      }
      const text = batch.map((event) => `${lineOf(event)}\n`).join('');
      digest.update(text);
      await write(text);
      onProgress(batch.at(-1)?.position ?? from);
    }
  });
  const written: Manifest = {
    format: 'truetape-export',
    version: 1,
    logId: log.logId,
    from,
    to,
    count: tally.count,
    sha256: digest.digest('hex'),
    streams: tally.streams(),
  };
  await writeNew(join(folder, MANIFEST_FILE), (write) =>
    write(`${JSON.stringify(written, null, 2)}\n`),
  );
  return written;
}

async function hashBefore(log: Exported, { stream, revision }: RecordedEvent): Promise<string> {
  if (revision === 0) return GENESIS_HASH;
  for await (const [before] of log.readStream(stream, { from: revision - 1, limit: 1 })) {
    if (before !== undefined) return before.hash;
  }
  assert(false, `${stream} has an event before revision ${revision}`);
}

async function writeNew(
  path: string,
  fill: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await fill((text) => file.writeFile(text));
    await file.sync();
  } finally {
    await file.close();
  }
}
