import { type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from '@truetape/codec';
import type { OutsideAnchor, SignedAnchor } from '@truetape/contracts';

/** Signs an anchor with an Ed25519 key. */
export function signAnchor(anchor: OutsideAnchor, privateKey: KeyObject): SignedAnchor {
  return { anchor, signature: sign(null, signedBytes(anchor), privateKey).toString('base64') };
}

/** Whether the anchor was signed with the other half of this key. */
export function isSignedBy({ anchor, signature }: SignedAnchor, publicKey: KeyObject): boolean {
  return verify(null, signedBytes(anchor), publicKey, Buffer.from(signature, 'base64'));
}

const signedBytes = (anchor: OutsideAnchor) => Buffer.from(canonicalJson(anchor));
