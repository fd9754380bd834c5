import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { APPEND_LIMIT_BYTES, CorruptLogError } from '@truetape/event-store';
import { failed, ok, type RecordedEvent, type Result } from '@truetape/kernel';
import type { EventSource } from '../event-source.ts';
import { eventIn } from './event-line.ts';
import { EVENTS_FILE, MANIFEST_FILE, type Manifest, manifest } from './manifest.ts';

/** An export as a source of events. What it holds is checked line by line, and against nothing else. */
export interface ExportedLog extends EventSource {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** No event can be longer than an append, and its place adds little. */
const LINE_LIMIT_BYTES = APPEND_LIMIT_BYTES + 1_024;
const CHUNK_BYTES = 262_144;

/** Whether a folder says that it is an export. */
export const isExport = (folder: string) => existsSync(join(folder, MANIFEST_FILE));

/** Fails when the manifest is not one. Looks at no event. */
export async function openExport(folder: string): Promise<Result<ExportedLog, CorruptLogError>> {
  const opened = manifestIn(await readFile(join(folder, MANIFEST_FILE), 'utf8'));
  if (!opened.ok) return opened;
  const { logId, to } = opened.value;
  const file = join(folder, EVENTS_FILE);
  return ok({
    folder,
    manifest: opened.value,
    logId,
    head: async () => to,
    readAll: ({ after, upTo = Number.POSITIVE_INFINITY }) =>
      eventsIn(file, ({ position }) => position > after && position <= upTo),
    readStream: (stream, { from = 0, limit = Number.POSITIVE_INFINITY } = {}) =>
      eventsIn(
        file,
        (event) =>
          event.stream === stream && event.revision >= from && event.revision < from + limit,
      ),
  });
}

function manifestIn(text: string): Result<Manifest, CorruptLogError> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed(new CorruptLogError(`${MANIFEST_FILE} is not JSON`));
  }
  const parsed = manifest.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'the top level';
  return failed(new CorruptLogError(`${MANIFEST_FILE}, ${where}: ${issue?.message}`));
}

async function* eventsIn(file: string, isWanted: (event: RecordedEvent) => boolean) {
  let number = 0;
  for await (const lines of linesIn(file)) {
    const events: RecordedEvent[] = [];
    for (const line of lines) {
      number += 1;
      const event = eventIn(line);
      if (event === undefined) {
        const where = `Line ${number} of ${EVENTS_FILE}`;
        throw new CorruptLogError(`${where} is not an event as it is exported`);
      }
      if (isWanted(event)) events.push(event);
    }
    if (events.length > 0) yield events;
  }
}

/** Lines without what ends them, some at once. Invalid UTF-8 is damage, never a replacement character. */
async function* linesIn(file: string): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    const lines = (rest + decoded(decoder, chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_LIMIT_BYTES) {
      throw new CorruptLogError(`${EVENTS_FILE} has a line that is longer than any event`);
    }
    yield lines;
  }
  if (rest !== '' || decoded(decoder) !== '') {
    throw new CorruptLogError(`${EVENTS_FILE} ends in the middle of a line`);
  }
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new CorruptLogError(`${EVENTS_FILE} is not UTF-8`);
  }
}
