import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CLIENT_TYPES, clientTypes } from '../docs/client-types.ts';
import { root } from '../root.ts';

it(`${CLIENT_TYPES} is what the OpenAPI document says: run \`npm run docs\``, {
  timeout: 60_000,
}, async () => {
  const written = readFileSync(join(root, CLIENT_TYPES), 'utf8');
  expect(written === (await clientTypes()), 'the types are those of the document').toBe(true);
});
