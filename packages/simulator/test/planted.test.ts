import { deepStrictEqual as equal } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { PLANTED_BUGS } from '../src/planted/bugs.ts';
import { bundlePlanted } from '../src/planted/bundle.ts';
import { Hunter } from '../src/planted/hunt.ts';
import { foundIn } from '../src/planted/page.ts';
import { root } from './support.ts';

const page = readFileSync(join(root, 'docs/simulation-bugs.md'), 'utf8');
const seeds = new Map(foundIn(page).map(({ title, seed }) => [title, seed]));
const commands = 300;

describe('the simulator', () => {
  // The program must find what it imports: it stands in the package.
  const dist = join(root, 'packages/simulator/dist');
  mkdirSync(dist, { recursive: true });
  const folder = mkdtempSync(join(dist, 'planted-'));
  const program = join(folder, 'planted.mjs');
  const hunter = new Hunter(pathToFileURL(program));
  beforeAll(() => bundlePlanted(root, program));
  afterAll(async () => {
    await hunter.end();
    rmSync(folder, { recursive: true });
  });

  it('has at least 40 mistakes to find, each on the page of those it finds', () => {
    const titles = PLANTED_BUGS.map(({ title }) => title).sort();
    equal([...seeds.keys()].sort(), titles);
    equal(new Set(titles).size, titles.length);
    equal(titles.length >= 40, true);
  });

  it('finds each of them at its seed', { timeout: 600_000 }, async () => {
    const missed: string[] = [];
    for (const { number: bug, title } of PLANTED_BUGS) {
      const seed = seeds.get(title) ?? 0;
      if ((await hunter.run({ bug, seed, commands })) === undefined) missed.push(title);
    }
    equal(missed, []);
  });

  it('finds nothing at these seeds when nothing is wrong', { timeout: 600_000 }, async () => {
    for (const seed of new Set(seeds.values())) {
      equal([seed, await hunter.run({ bug: undefined, seed, commands })], [seed, undefined]);
    }
  });
});
