import { GENESIS_HASH } from '@truetape/codec';
import { values } from '@truetape/contracts';
import { z } from 'zod';

export const MANIFEST_FILE = 'manifest.json';
export const EVENTS_FILE = 'events.ndjson';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex');

/** What an export holds, so that it can be checked without the log. */
export const manifest = z.strictObject({
  format: z.literal('truetape-export'),
  version: z.literal(1),
  logId: z.string().min(1),
  /** Log positions, both included; `to` is -1 of a log without events. */
  from: values.count,
  to: z.number().int().min(-1),
  count: values.count,
  /** Of the file with the events, as it is. */
  sha256: hash,
  /** Of every stream that has an event in it. */
  streams: z.record(
    z.string(),
    z.strictObject({
      first: z.strictObject({ revision: values.revision, previousHash: hash }),
      last: z.strictObject({ revision: values.revision, hash }),
    }),
  ),
});
export type Manifest = z.infer<typeof manifest>;

export type StreamEnds = Manifest['streams'][string];

/** Nothing stands before the first event of a stream. */
export const beginsStream = ({ first }: StreamEnds) =>
  first.revision > 0 || first.previousHash === GENESIS_HASH;
