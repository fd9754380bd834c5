import type { KeyObject } from 'node:crypto';
import { chainHash } from '@truetape/codec';
import {
  type ConsistencyProof,
  consistencyProof,
  type InclusionProof,
  inclusionProof,
  type OutsideAnchor,
} from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import { isSignedBy } from '../anchors/index.ts';
import { isExtension, isIncluded } from '../merkle/index.ts';

export type Proof = InclusionProof | ConsistencyProof;

/** A proof from its JSON; undefined when it is none. */
export function parseProof(json: string): Proof | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return inclusionProof.safeParse(value).data ?? consistencyProof.safeParse(value).data;
  } catch {
    return undefined;
  }
}

/**
 * Checks a proof with nothing but the public half of the key that signed its anchors. Fails with what is wrong.
 */
export function verifyProof(proof: Proof, publicKey: KeyObject): Result<Proof, string> {
  const wrong =
    proof.format === 'truetape-inclusion-1'
      ? wrongWithInclusion(proof, publicKey)
      : wrongWithConsistency(proof, publicKey);
  return wrong === undefined ? ok(proof) : failed(wrong);
}

function wrongWithInclusion(proof: InclusionProof, publicKey: KeyObject): string | undefined {
  const { receipt, event, index, path, anchor: signed } = proof;
  if (!isSignedBy(signed, publicKey)) return 'The anchor has a false signature.';
  if (chainHash(event.previousHash, event.canonical) !== receipt.hash) {
    return 'The event is not what its hash says.';
  }
  const { stream, revision } = placeIn(event.canonical);
  if (stream !== receipt.stream || revision !== receipt.revision) {
    return 'The event is not that of the receipt.';
  }
  return isIncluded(bytes(receipt.hash), index, path.map(bytes), headOf(signed.anchor))
    ? undefined
    : 'The path does not lead to the root of the anchor.';
}

function wrongWithConsistency(proof: ConsistencyProof, publicKey: KeyObject): string | undefined {
  const { older, newer, path } = proof;
  if (!isSignedBy(older, publicKey)) return 'The older anchor has a false signature.';
  if (!isSignedBy(newer, publicKey)) return 'The newer anchor has a false signature.';
  if (older.anchor.logId !== newer.anchor.logId) return 'The anchors are of two logs.';
  return isExtension(headOf(older.anchor), headOf(newer.anchor), path.map(bytes))
    ? undefined
    : 'The path does not lead from the older anchor to the newer.';
}

function placeIn(canonical: string): { readonly stream?: unknown; readonly revision?: unknown } {
  try {
    return (JSON.parse(canonical) as object | null) ?? {};
  } catch {
    return {};
  }
}

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const headOf = ({ size, root }: OutsideAnchor) => ({ size, root: bytes(root) });
