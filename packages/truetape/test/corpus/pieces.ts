import { z } from 'zod';

/**
 * Bytes as a person can write them: text stands for itself in UTF-8; `hex` for bytes; `times` repeats a piece; a list
 * is one after the other.
 */
export type Piece =
  | string
  | { readonly hex: string }
  | { readonly repeat: Piece; readonly times: number }
  | readonly Piece[];

export const piece: z.ZodType<Piece> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ hex: z.string().regex(/^([0-9a-f]{2} ?)+$/) }),
    z.strictObject({ repeat: piece, times: z.number().int().min(1) }),
    z.array(piece),
  ]),
);

export function bytesOf(of: Piece): Buffer {
  if (typeof of === 'string') return Buffer.from(of);
  if ('hex' in of) return Buffer.from(of.hex.replaceAll(' ', ''), 'hex');
  if ('repeat' in of) {
    const once = bytesOf(of.repeat);
    return Buffer.alloc(once.length * of.times, once);
  }
  return Buffer.concat(of.map(bytesOf));
}
