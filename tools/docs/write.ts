import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../root.ts';
import { PAGES } from './pages.ts';

// `npm run docs`: writes the reference pages from the source.
for (const [path, text] of Object.entries(PAGES)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text());
  console.log(path);
}
