import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../root.ts';
import { CLIENT_TYPES, clientTypes } from './client-types.ts';
import { PAGES } from './pages.ts';

// `npm run docs`: writes the reference pages, and the types of the client, from the source.
for (const [path, text] of Object.entries(PAGES)) write(path, text());
write(CLIENT_TYPES, await clientTypes());

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
