import { values } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import { z } from 'zod';
import type { Letter } from './mail.ts';

const letterForm = z.strictObject({
  to: values.email,
  // No control characters: a line end would begin a header of the sender's choice.
  subject: z.string().regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]{1,150}$/u),
  text: z.string().max(20_000),
  isOfStranger: z.literal(true).optional(),
});

/** Asserted again where it leaves, whoever made it. The message quotes nothing of it. */
export function assertLetter(letter: Letter): void {
  assert(
    letterForm.safeParse(letter).success,
    'a letter has an address, one line of subject, and text',
  );
}
