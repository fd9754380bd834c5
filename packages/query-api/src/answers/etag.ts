import { hash } from 'node:crypto';

/**
 * The tag of an answer: as many bits as nobody will ever find two contents for.
 *
 * A weak one says that the answers mean the same though their positions differ, a strong one that all their bytes are
 * the same (RFC 9110, 8.8.1).
 */
export function etagOf(content: string, kind: 'weak' | 'strong'): string {
  const tag = `"${hash('sha256', content, 'base64url')}"`;
  return kind === 'weak' ? `W/${tag}` : tag;
}
