/** Ids that stand in tokens: nothing in them separates, escapes, or leads out of a folder. */
export const ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The bytes of base64url without padding; undefined when the text is not exactly what their encoding gives. Node leaves
 * out what it does not know, and the last character has bits that nobody reads: many texts would be the same bytes.
 */
export function bytesOf(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
