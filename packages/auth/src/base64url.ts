/** The bytes of a text that is exactly what {@link Buffer.toString} writes: Node reads others as well, and several as one. */
export function bytesOfBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
