import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../root.ts';

const inFolder = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

/** Every page but the template of decisions, whose links stand for others. */
const pages = ['.', 'docs', 'docs/adr', 'docs/reference']
  .flatMap(inFolder)
  .filter((page) => page !== 'docs/adr/0000-template.md');

it.each(pages)('%s links to nothing that does not exist', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const targets = [...text.matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].map(([, target = '']) => target);
  const here = targets.filter((target) => !/^[a-z]+:/.test(target));
  expect(here.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
});
