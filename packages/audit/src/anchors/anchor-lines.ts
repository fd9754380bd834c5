import type { KeyObject } from 'node:crypto';
import { canonicalJson } from '@truetape/codec';
import { type SignedAnchor, signedAnchor } from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import { isSignedBy } from './signature.ts';

/** Anchors that were read from a file. */
export interface ReadAnchors {
  /** In the order of the file. */
  readonly anchors: readonly SignedAnchor[];
  /** Lines that are no anchor: a write that was cut off leaves one. */
  readonly unreadable: number;
}

/** A signed anchor as a line: `{"anchor":{…},"signature":"…"}`, in canonical form. */
export function anchorLine({ anchor, signature }: SignedAnchor): string {
  return `${canonicalJson({ anchor, signature })}\n`;
}

/** One anchor from its JSON, whoever signed it. */
export function parseAnchor(json: string): SignedAnchor | undefined {
  try {
    const parsed = signedAnchor.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The anchors of a file. The failure says which line was not signed with the other half of this key. */
export function readAnchorLines(text: string, publicKey: KeyObject): Result<ReadAnchors, string> {
  const anchors: SignedAnchor[] = [];
  let unreadable = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const anchor = parseAnchor(line);
    if (anchor === undefined) unreadable += 1;
    else if (!isSignedBy(anchor, publicKey))
      return failed(`line ${index + 1} has a false signature`);
    else anchors.push(anchor);
  }
  return ok({ anchors, unreadable });
}
