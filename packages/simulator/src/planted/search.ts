import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PLANTED_BUGS } from './bugs.ts';
import { bundlePlanted } from './bundle.ts';
import { Hunter } from './hunt.ts';
import { type Found, foundIn, pageOf } from './page.ts';

/** A mistake must be found within so many seeds. */
const SEEDS_MAX = 500;
const COMMANDS = 300;
const HUNTERS = 2;

// With words: those of which the title has one of them; what the page says of the others stays.
const [, , ...words] = process.argv;
const root = process.cwd();
const folder = join(root, 'packages/simulator/dist');
mkdirSync(folder, { recursive: true });
const program = join(folder, 'planted.mjs');
await bundlePlanted(root, program);

const page = join(root, 'docs/simulation-bugs.md');
const isSearched = ({ title }: { readonly title: string }) =>
  words.length === 0 || words.some((word) => title.includes(word));
const left = PLANTED_BUGS.filter(isSearched);
const found: Found[] = [];
const clean = new Set<number>();

/** A seed that finds something without a mistake says nothing of one. */
async function isClean(hunter: Hunter, seed: number): Promise<boolean> {
  if (clean.has(seed)) return true;
  const rule = await hunter.run({ bug: undefined, seed, commands: COMMANDS });
  if (rule !== undefined) return false;
  clean.add(seed);
  return true;
}

async function hunt(hunter: Hunter): Promise<void> {
  for (let bug = left.shift(); bug !== undefined; bug = left.shift()) {
    const { number, title, file } = bug;
    let seed = 1;
    let rule: string | undefined;
    for (; seed <= SEEDS_MAX && rule === undefined; seed++) {
      rule = await hunter.run({ bug: number, seed, commands: COMMANDS });
    }
    if (rule !== undefined && !(await isClean(hunter, seed - 1))) rule = undefined;
    found.push({ title, file, seed: seed - 1, rule });
    process.stdout.write(`${rule === undefined ? 'NEVER' : `${seed - 1}`}`.padEnd(7));
    process.stdout.write(`${title}  —  ${rule ?? ''}\n`);
  }
}

const hunters = Array.from({ length: HUNTERS }, () => new Hunter(pathToFileURL(program)));
await Promise.all(hunters.map(hunt));
for (const hunter of hunters) await hunter.end();
const isThere = ({ title }: Found) => PLANTED_BUGS.some((bug) => bug.title === title);
const others = existsSync(page) ? foundIn(readFileSync(page, 'utf8')) : [];
const kept = others.filter((other) => !isSearched(other) && isThere(other));
writeFileSync(page, pageOf([...kept, ...found]));
if (found.some(({ rule }) => rule === undefined)) process.exitCode = 1;
