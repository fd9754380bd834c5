import { assert } from '@truetape/kernel';

const STREAM_NAME = /^[\x21-\x7e]{1,200}$/;

/** States that a stream's name is 1 to 200 visible ASCII characters: every adapter can store that as a key. */
export function assertStreamName(stream: string): void {
  assert(STREAM_NAME.test(stream), 'a stream name is 1 to 200 visible ASCII characters');
}

/** Says whether a stream is wanted; no prefixes at all means that every stream is. */
export function isWanted(stream: string, prefixes: readonly string[] | undefined): boolean {
  if (prefixes === undefined) return true;
  for (const prefix of prefixes) if (stream.startsWith(prefix)) return true;
  return false;
}
