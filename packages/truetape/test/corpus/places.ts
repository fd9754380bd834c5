import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where a value can be wrong: requests that are right but for what stands in the place of `@`. */
const place = z.strictObject({
  as: z.enum(['ann', 'operator', 'second']).optional(),
  http: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  session: z.unknown().optional(),
  stream: z.unknown().optional(),
  /** What is blamed, over HTTP and in a session. */
  field: z.string().optional(),
  /** The same in a stream. */
  streamField: z.string().optional(),
  /** How what cannot stand there is answered, where that is not the same everywhere. */
  refused: z.string().optional(),
});
export type Place = z.infer<typeof place>;

const PLACES = z
  .record(z.string(), place)
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'cases/places.json'), 'utf8')));

export function placeOf(name: string): Place {
  const found = PLACES[name];
  if (found === undefined) throw new Error(`There is no place ${name}.`);
  return found;
}
