import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../root.ts';
import { BUGS, type Bug } from './bugs.ts';

/** Tests that take so long have met a mistake that hangs, or a machine that does. */
const LIMIT_MS = 120_000;
/** Random commands: most mistakes show in few of them. */
const FEW_COMMANDS = '25000';
const ALL_COMMANDS = '500000';
/** Of a hundred. */
const KILLED_MIN = 90;

/** What the tests of the matcher read besides. */
const COPIED = ['docs/reference/matching.md', 'package.json', 'tsconfig.json', 'vitest.config.ts'];

type Verdict = 'found' | 'hangs' | 'SURVIVED';

/** A copy of the matcher in which mistakes can be planted while others work. */
function copyOfMatcher(): string {
  const copy = mkdtempSync(join(tmpdir(), 'truetape-planted-'));
  cpSync(join(root, 'packages/matcher'), join(copy, 'packages/matcher'), { recursive: true });
  for (const name of COPIED) {
    cpSync(join(root, name), join(copy, name));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** What the tests of the matcher say to what was planted. */
async function verdictOn(copy: string, [file, , from, to]: Bug): Promise<Verdict> {
  const path = join(copy, 'packages/matcher/src/engine', file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  try {
    const verdict = await verdictWith(copy, FEW_COMMANDS);
    return verdict === 'SURVIVED' ? await verdictWith(copy, ALL_COMMANDS) : verdict;
  } finally {
    writeFileSync(path, source);
  }
}

async function verdictWith(copy: string, commands: string): Promise<Verdict> {
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  const only = ['run', 'packages/matcher/', '--bail', '1'];
  // The recorded order flow would find much, and not say what.
  const tests = spawn(process.execPath, [vitest, ...only, '--exclude', '**/recorded-flow*'], {
    cwd: copy,
    env: {
      ...process.env,
      TRUETAPE_ENGINE_COMMANDS: commands,
      TRUETAPE_ENGINE_SHRINK_MS: '1000',
    },
    stdio: 'ignore',
    // A group of its own: the workers end with it, and one that hangs may eat all the memory there is.
    detached: true,
  });
  let hangs = false;
  const late = setTimeout(() => {
    hangs = true;
    process.kill(-(tests.pid as number), 'SIGKILL');
  }, LIMIT_MS);
  const [code] = await once(tests, 'exit');
  clearTimeout(late);
  if (hangs) return 'hangs';
  return code === 0 ? 'SURVIVED' : 'found';
}

const [, , only = ''] = process.argv;
const bugs = BUGS.filter(([file, title]) => `${file} ${title}`.includes(only));
const lost = bugs.filter(([file, , from]) => {
  const source = readFileSync(join(root, 'packages/matcher/src/engine', file), 'utf8');
  return source.split(from).length !== 2;
});
if (lost.length > 0) {
  throw new Error(`They have no place any more: ${lost.map(([, title]) => title).join(', ')}`);
}
const copy = copyOfMatcher();
try {
  if ((await verdictWith(copy, ALL_COMMANDS)) !== 'SURVIVED')
    throw new Error('The tests fail with nothing planted.');
  let killed = 0;
  for (const bug of bugs) {
    const verdict = await verdictOn(copy, bug);
    if (verdict !== 'SURVIVED') killed += 1;
    process.stdout.write(`${verdict.padEnd(8)}  ${bug[0].padEnd(18)}  ${bug[1]}\n`);
  }
  process.stdout.write(`${killed} of ${bugs.length} planted bugs were found.\n`);
  if (killed * 100 < bugs.length * KILLED_MIN) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
