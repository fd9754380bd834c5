import type { z } from 'zod';

/** A schema by the name that it has in the document, with values of it. */
export interface Named {
  readonly schema: z.ZodType;
  readonly examples: readonly unknown[];
}

export function named<Schema extends z.ZodType>(
  schema: Schema,
  ...examples: readonly z.input<Schema>[]
): Named {
  return { schema, examples };
}
