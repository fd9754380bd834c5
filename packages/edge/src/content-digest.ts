import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { RequestFailure } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * SHA-256 of the body that was signed, in base64: set before it is read by whoever has verified the signature. Another
     * body is not that of this request, and answered with AUTH_SIGNATURE.
     */
    bodyDigest: string | null;
  }
}

const SHA_256 = /^sha-256=:(?<digest>[A-Za-z0-9+/]{43}=):$/;

/**
 * Compares the bytes as they came with what was said of them: by a signature, or by `Content-Digest` (RFC 9530) alone. A
 * digest that cannot be compared is refused too: whoever sends one relies on it.
 */
export function refusedDigest(
  { bodyDigest, headers }: FastifyRequest,
  body: Buffer,
): RequestFailure | undefined {
  if (bodyDigest !== null) {
    return isDigestOf(body, bodyDigest)
      ? undefined
      : { code: 'AUTH_SIGNATURE', detail: 'The body is not the one that was signed.' };
  }
  const field = headers['content-digest'];
  if (field === undefined) return undefined;
  const digest = SHA_256.exec(String(field))?.groups?.digest;
  if (digest === undefined) {
    return { code: 'REQUEST_DIGEST', detail: 'The form is sha-256=:base64:, and nothing else.' };
  }
  return isDigestOf(body, digest) ? undefined : { code: 'REQUEST_DIGEST' };
}

const isDigestOf = (body: Buffer, digest: string) => hash('sha256', body, 'base64') === digest;
