import { webcrypto } from 'node:crypto';
import { canonicalJson, sha256 } from '@truetape/codec';
import { assert, failed, ok, type Result } from '@truetape/kernel';
import type { Snapshot } from '../snapshots.ts';

/** Of what surrounds the body. */
const FORMAT = 1;
const LINE_END = 0x0a;

type Header = Omit<Snapshot, 'body'> & {
  readonly format: number;
  /** SHA-256 of the header without it, as canonical JSON, with the SHA-256 of the body as `body`. In hex. */
  readonly checksum: string;
};

/** It is part of a file's name. */
export function assertSnapshotName(name: string): void {
  assert(/^[a-z][a-z-]{0,63}$/.test(name), 'a snapshot is named by lower-case letters and hyphens');
}

/** The stored form of a snapshot: a line of JSON that says what it is, then the body as it is. */
export async function encodeSnapshot({ body, ...facts }: Snapshot): Promise<Uint8Array> {
  const header = { ...facts, format: FORMAT };
  const line = canonicalJson({ ...header, checksum: await checksumOf(header, body) });
  return Buffer.concat([Buffer.from(`${line}\n`), body]);
}

/** The snapshot that the bytes hold, or what is wrong with them. */
export async function decodeSnapshot(bytes: Uint8Array): Promise<Result<Snapshot, string>> {
  const end = bytes.indexOf(LINE_END);
  const stored = end === -1 ? undefined : headerIn(bytes.subarray(0, end));
  if (stored === undefined) return failed('it is not a snapshot');
  const { checksum, ...header } = stored;
  const { format, ...facts } = header;
  if (format !== FORMAT) return failed(`its format is ${format}, this version reads ${FORMAT}`);
  const body = bytes.subarray(end + 1);
  if ((await checksumOf(header, body)) !== checksum) return failed('its checksum is wrong');
  return ok({ ...facts, body });
}

/** Bodies are digested beside the event loop, and beside each other. */
async function checksumOf(header: Omit<Header, 'checksum'>, body: Uint8Array): Promise<string> {
  const digest = await webcrypto.subtle.digest('SHA-256', body);
  return sha256(canonicalJson({ ...header, body: Buffer.from(digest).toString('hex') }));
}

function headerIn(line: Uint8Array): Header | undefined {
  try {
    const header = JSON.parse(Buffer.from(line).toString('utf8')) as Header | null;
    return Number.isSafeInteger(header?.format) ? (header ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
