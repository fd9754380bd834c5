import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { spawnSync } from 'node:child_process';
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
const SHARES = 5;
/** Another one from commit to commit, and the same for each of them; `npm run test:planted` looks for all. */
const commit = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout;
const share = Number.parseInt((commit || '0').slice(0, 8), 16) % SHARES;
const repeated = PLANTED_BUGS.filter((_, index) => index % SHARES === share);

describe('a planted mistake', () => {
  it.each(PLANTED_BUGS)('has one place in the sources: $title', ({ file, right }) => {
    equal(readFileSync(join(root, file), 'utf8').split(right).length, 2, file);
  });

  it('has a name of its own, and a seed that finds it', () => {
    const titles = PLANTED_BUGS.map(({ title }) => title).sort();
    equal(new Set(titles).size, titles.length);
    equal([...seeds.keys()].sort(), titles);
    holds(titles.length >= 40, `${titles.length}`);
    // So all of them are among those that break no rule without a mistake.
    holds(Math.max(...seeds.values()) <= 500, 'each is found within 500 seeds');
  });
});

describe('the simulator', () => {
  // The program must find what it imports: it stands in the package.
  const dist = join(root, 'packages/simulator/dist');
  mkdirSync(dist, { recursive: true });
  const folder = mkdtempSync(join(dist, 'planted-'));
  const program = join(folder, 'planted.mjs');
  const hunters = [1, 2].map(() => new Hunter(pathToFileURL(program)));
  beforeAll(() => bundlePlanted(root, program));
  afterAll(async () => {
    for (const hunter of hunters) await hunter.end();
    rmSync(folder, { recursive: true });
  });

  it(`finds each mistake at its seed: share ${share} of ${SHARES}`, {
    timeout: 900_000,
  }, async () => {
    const left = [...repeated];
    const missed: string[] = [];
    const hunt = async (hunter: Hunter) => {
      for (let bug = left.shift(); bug !== undefined; bug = left.shift()) {
        const { number, title } = bug;
        const seed = seeds.get(title) ?? 0;
        const rule = await hunter.run({ bug: number, seed, commands });
        if (rule === undefined) missed.push(`seed ${seed}: ${title}`);
      }
    };
    await Promise.all(hunters.map(hunt));
    equal(missed, []);
  });
});
