import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildAll } from '../build.mjs';
import { folderOf } from './support/folder.ts';

const PROGRAM = 'packages/app/dist/app.js';
const build = (root: string, source = 'packages/app/src/app.ts', bundled: readonly string[] = []) =>
  buildAll({
    root,
    bundled,
    programs: { app: source },
    target: join(root, 'packages/app/dist'),
    logLevel: 'silent',
  });
const library = (name: string, says: string) => ({
  [`${name}/package.json`]: JSON.stringify({ type: 'module', exports: './index.js' }),
  [`${name}/index.js`]: `export const says = '${says}';\n`,
});

/** A workspace with one program, one package of ours and whatever else is said. */
function workspaceOf(files: Readonly<Record<string, string>>): string {
  const folder = folderOf({
    'packages/ours/package.json': JSON.stringify({ exports: './src/index.ts' }),
    'packages/ours/src/index.ts': "export const ours = (): string => 'ours';\n",
    ...library('node_modules/theirs', 'theirs'),
    ...files,
  });
  mkdirSync(join(folder, 'node_modules/@truetape'), { recursive: true });
  symlinkSync(join(folder, 'packages/ours'), join(folder, 'node_modules/@truetape/ours'));
  return folder;
}

const run = (folder: string) =>
  execFileSync(process.execPath, ['--enable-source-maps', join(folder, PROGRAM)], {
    encoding: 'utf8',
  });

describe('build', () => {
  it('bundles our packages and leaves the others where npm put them', async () => {
    const folder = workspaceOf({
      'packages/app/src/app.ts':
        "import { ours } from '@truetape/ours';\nimport { says } from 'theirs';\nconsole.log(ours(), says);\n",
    });
    expect(await build(folder)).toBe(true);
    expect(run(folder)).toBe('ours theirs\n');
    expect(readFileSync(join(folder, PROGRAM), 'utf8')).toMatch(/from ["']theirs["']/);
  });

  it('bundles packages of others that are named, with what they need, also when they are CommonJS', async () => {
    const folder = workspaceOf({
      'packages/app/src/app.ts': "import { says } from 'theirs';\nconsole.log(says);\n",
      'node_modules/theirs/package.json': JSON.stringify({ main: './index.js' }),
      'node_modules/theirs/index.js':
        "const { basename } = require('path');\nexports.says = require('needed').says + basename(__dirname);\n",
      'node_modules/needed/package.json': JSON.stringify({ main: './index.js' }),
      'node_modules/needed/index.js': "exports.says = 'from ';\n",
    });
    expect(await build(folder, 'packages/app/src/app.ts', ['theirs'])).toBe(true);
    rmSync(join(folder, 'node_modules'), { recursive: true });
    expect(run(folder)).toBe('from dist\n');
  });

  it('points errors at the lines of the source', async () => {
    const folder = workspaceOf({
      'packages/app/src/app.ts': "interface Unseen {\n  a: 1;\n}\n\nthrow new Error('here');\n",
    });
    await build(folder);
    const { stderr } = spawnSync(
      process.execPath,
      ['--enable-source-maps', join(folder, PROGRAM)],
      { encoding: 'utf8' },
    );
    expect(stderr).toContain('packages/app/src/app.ts:5');
  });

  it('loads what is imported late only when it is needed', async () => {
    const folder = workspaceOf({
      'packages/app/src/app.ts':
        "if (process.argv[2] === 'late') await import('./late.ts');\nconsole.log('done');\n",
      'packages/app/src/late.ts': "import 'theirs';\n",
      'node_modules/theirs/index.js': "console.log('loaded');\n",
    });
    await build(folder);
    const run = (...more: readonly string[]) =>
      execFileSync(process.execPath, [join(folder, PROGRAM), ...more], { encoding: 'utf8' });
    expect(run()).toBe('done\n');
    expect(run('late')).toBe('loaded\ndone\n');
  });

  it('refuses a library that the bundle would find in another copy than its importer', async () => {
    const folder = workspaceOf({
      ...library('packages/ours/node_modules/theirs', 'another'),
      'packages/ours/src/index.ts': "export { says as ours } from 'theirs';\n",
      'packages/app/src/app.ts': "import { ours } from '@truetape/ours';\nconsole.log(ours);\n",
    });
    expect(await build(folder)).toBe(false);
  });

  it('refuses a library that is not installed', async () => {
    const folder = workspaceOf({ 'packages/app/src/app.ts': "import 'missing';\n" });
    expect(await build(folder)).toBe(false);
    expect(existsSync(join(folder, PROGRAM))).toBe(false);
  });

  it('keeps the old bundle, and says so by its result, when the source is broken', async () => {
    const source = 'packages/app/src/app.ts';
    const folder = workspaceOf({ [source]: "console.log('first');\n" });
    await build(folder);
    expect(await build(folder, 'packages/app/src/broken.ts')).toBe(false);
    expect(run(folder)).toBe('first\n');
  });
});
