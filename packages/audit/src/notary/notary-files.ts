import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { writePrivately } from '@truetape/auth';
import { type SignedAnchor, signedAnchor, values } from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import { isSignedBy, LogTree, parseAnchor } from '../anchors/index.ts';
import { makeKeyFile, publicPem, readKeyFile } from './key-file.ts';
import type { SignedTree } from './outside-anchors.ts';

export interface NotaryFiles {
  readonly privateKey: KeyObject;
  /** Where to go on; undefined when there is nothing that can be trusted. */
  readonly resume: SignedTree | undefined;
  /** The newest anchor that is known to have been sent. */
  readonly known: SignedAnchor | undefined;
  readonly keep: (tree: SignedTree) => void;
}

export interface NotaryPlaces {
  /** Where the notary keeps what is its own. It is made when it is not there. */
  readonly folder: string;
  /** Where its key is; undefined for one of its own, made when nothing was ever signed. */
  readonly keyFile: string | undefined;
  /** The anchors that were sent. */
  readonly anchorFile: string;
}

export const publicKeyPath = (folder: string) => join(folder, 'public-key.pem');
const statePath = (folder: string) => join(folder, 'state.json');

/** Opens the key and what there is from before, and writes the public half of the key for auditors. */
export function openNotaryFiles(places: NotaryPlaces): Result<NotaryFiles, string> {
  const { folder, anchorFile } = places;
  mkdirSync(folder, { recursive: true });
  mkdirSync(dirname(anchorFile), { recursive: true });
  const key = openKey(places);
  if (!key.ok) return key;
  const privateKey = key.value;
  const publicKey = createPublicKey(privateKey);
  writeIfOther(publicKeyPath(folder), publicPem(privateKey));
  const resume = readState(statePath(folder), publicKey);
  const sent = lastAnchor(anchorFile);
  if (sent !== undefined && !isSignedBy(sent, publicKey)) {
    return failed(`The last anchor of ${anchorFile} was signed with another key.`);
  }
  const known = [resume?.signed, sent]
    .filter((anchor) => anchor !== undefined)
    .reduce<SignedAnchor | undefined>(
      (newest, anchor) => (anchor.anchor.size > (newest?.anchor.size ?? 0) ? anchor : newest),
      undefined,
    );
  const keep = (tree: SignedTree) => writePrivately(statePath(folder), JSON.stringify(tree));
  return ok({ privateKey, resume, known, keep });
}

function openKey({ folder, keyFile, anchorFile }: NotaryPlaces): Result<KeyObject, string> {
  if (keyFile !== undefined) return readKeyFile(keyFile);
  const own = join(folder, 'key.pem');
  if (existsSync(own)) return readKeyFile(own);
  if (existsSync(anchorFile)) {
    return failed(`${own} is missing, and ${anchorFile} has anchors that were signed with it.`);
  }
  return ok(makeKeyFile(own));
}

/** What somebody else has put there is not signed with this key, or not the tree that was. */
function readState(path: string, publicKey: KeyObject): SignedTree | undefined {
  try {
    const state = JSON.parse(readFileSync(path, 'utf8')) as Partial<SignedTree>;
    const signed = signedAnchor.parse(state.signed);
    const subtrees = values.hash.array().parse(state.subtrees);
    const { root } = new LogTree({ head: signed.anchor, subtrees }).head();
    const isOurs = isSignedBy(signed, publicKey) && root === signed.anchor.root;
    return isOurs ? { signed, subtrees } : undefined;
  } catch {
    return undefined;
  }
}

/** More than a line, and a cut off one behind it, can be. */
const TAIL_BYTES = 16_384;

function lastAnchor(path: string): SignedAnchor | undefined {
  if (!existsSync(path)) return undefined;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(file, tail, 0, tail.length, size - tail.length);
    const lines = tail.toString().split('\n').reverse();
    for (const line of lines) {
      const anchor = parseAnchor(line);
      if (anchor !== undefined) return anchor;
    }
    return undefined;
  } finally {
    closeSync(file);
  }
}

function writeIfOther(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  writeFileSync(path, text, { mode: 0o644 });
}
