import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CorruptLogError, START, type StreamHead } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import { checkChains } from '../check-chains.ts';
import { checkForms } from '../check-forms.ts';
import { Difference } from '../difference.ts';
import type { EventSource } from '../event-source.ts';
import { type Verified, verifyLog } from '../verify-log.ts';
import type { ExportedLog } from './exported-log.ts';
import { beginsStream, EVENTS_FILE, MANIFEST_FILE, type Manifest } from './manifest.ts';
import { StreamTally } from './stream-tally.ts';

/** What was checked: of an export from the start all that is checked of a log, of another one its chains and forms. */
export type VerifiedExport = { readonly logId: string; readonly from: number } & (
  | ({ readonly isWhole: true } & Verified)
  | ({ readonly isWhole: false } & Pick<Verified, 'position' | 'events' | 'streams'>)
);

type Found = Difference | CorruptLogError;

/**
 * Proves an export by itself: the file is the one that its manifest names, every line is in canonical form, the chain of
 * every stream goes on from where the manifest says to where it says, and nothing is missing in between. An export from
 * the start is replayed whole as well.
 *
 * Who can make every hash anew can make a new manifest too. What an export from the start then says must still follow
 * from itself; whether it is the log that was, its receipts and anchors know.
 */
export async function verifyExport(
  exported: ExportedLog,
  onProgress: (position: number) => void = () => undefined,
): Promise<Result<VerifiedExport, Found>> {
  const { manifest, folder, logId } = exported;
  const { from } = manifest;
  try {
    checkEnds(manifest);
    if ((await sha256Of(join(folder, EVENTS_FILE))) !== manifest.sha256) {
      throw new CorruptLogError(`${EVENTS_FILE} is not the file that ${MANIFEST_FILE} names`);
    }
    const { source, tally } = tallied(exported);
    const isWhole = from === 0;
    const checked = isWhole
      ? await verifyLog(source, onProgress)
      : await verifyPart(source, manifest, onProgress);
    if (!checked.ok) return checked;
    checkTally(tally, manifest);
    return ok({ logId, from, isWhole, ...checked.value } as VerifiedExport);
  } catch (error) {
    if (error instanceof Difference || error instanceof CorruptLogError) return failed(error);
    throw error;
  }
}

/** What a manifest says must agree with itself before anything is compared with it. */
function checkEnds({ from, to, count, streams }: Manifest): void {
  const ends = Object.values(streams);
  const isRight = ends.every((one) => beginsStream(one) && one.first.revision <= one.last.revision);
  const events = ends.reduce((sum, { first, last }) => sum + last.revision - first.revision + 1, 0);
  if (!isRight || events !== count || to < from - 1) {
    throw new CorruptLogError(`${MANIFEST_FILE} contradicts itself`);
  }
}

async function sha256Of(file: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(file)) digest.update(chunk as Buffer);
  return digest.digest('hex');
}

/** The same events, counted as they are read. */
function tallied({ logId, head, readAll, readStream, manifest }: ExportedLog) {
  const tally = new StreamTally();
  for (const [stream, { first }] of Object.entries(manifest.streams)) {
    tally.begin(stream, first.previousHash);
  }
  // What lies beyond its end is not passed over.
  async function* counting({ after }: Parameters<typeof readAll>[0]) {
    for await (const batch of readAll({ after })) {
      for (const event of batch) {
        if (event.position < manifest.from || event.position > manifest.to) {
          throw new Difference(
            'chain',
            event,
            `it is not between ${manifest.from} and ${manifest.to}`,
          );
        }
        tally.read(event);
      }
      yield batch;
    }
  }
  return { source: { logId, head, readAll: counting, readStream } satisfies EventSource, tally };
}

async function verifyPart(
  source: EventSource,
  { streams }: Manifest,
  onProgress: (position: number) => void,
): Promise<Result<Pick<Verified, 'position' | 'events' | 'streams'>, Found>> {
  const begun = new Map<string, StreamHead>();
  for (const [stream, { first }] of Object.entries(streams)) {
    begun.set(stream, { revision: first.revision - 1, hash: first.previousHash });
  }
  const chains = checkChains(begun);
  const forms = checkForms();
  let position = START;
  let events = 0;
  for await (const batch of source.readAll({ after: START })) {
    for (const event of batch) {
      chains.read(event);
      forms.read(event);
      position = event.position;
      events += 1;
    }
    onProgress(position);
  }
  return ok({ position, events, streams: chains.streams() });
}

function checkTally(tally: StreamTally, { streams, count }: Manifest): void {
  const found = tally.streams();
  const names = new Set([...Object.keys(found), ...Object.keys(streams)]);
  const wrong = [...names].find((name) => !isDeepStrictEqual(found[name], streams[name]));
  if (wrong !== undefined) {
    throw new CorruptLogError(`${wrong} does not begin and end where ${MANIFEST_FILE} says`);
  }
  if (tally.count !== count) {
    throw new CorruptLogError(`${EVENTS_FILE} has ${tally.count} events, not ${count}`);
  }
}
