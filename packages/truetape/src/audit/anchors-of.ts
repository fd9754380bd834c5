import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type ReadAnchors, readAnchorLines } from '@truetape/audit';
import { publicKeyPath, readPublicKeyFile } from '@truetape/audit/notary';
import { failed, ok, type Result } from '@truetape/kernel';
import type { AnchorConfig } from '@truetape/service';

export interface AnchorOptions {
  /** Outside anchors; those of the data folder unless told. */
  readonly anchors?: string;
  /** The public half of the key that signed them; that of the data folder unless told. */
  readonly key?: string;
}

/**
 * The outside anchors to hold a log against, their signatures verified. None where none are named and the data folder
 * has none. An auditor names a file and a key of their own: who can change the data folder can change both there.
 */
export function anchorsOf(
  options: AnchorOptions,
  config: AnchorConfig,
): Result<ReadAnchors, string> {
  const path = options.anchors ?? config.file;
  if (!existsSync(path)) {
    if (options.anchors === undefined) return ok({ anchors: [], unreadable: 0 });
    return failed(`There is no file ${path}.`);
  }
  const key = publicKeyOf(options, config);
  if (!key.ok) return key;
  const read = readAnchorLines(readFileSync(path, 'utf8'), key.value);
  return read.ok ? read : failed(`${path}: ${read.failure}.`);
}

export function publicKeyOf({ key }: AnchorOptions, config: AnchorConfig) {
  return readPublicKeyFile(key ?? publicKeyPath(config.folder)) as Result<KeyObject, string>;
}
