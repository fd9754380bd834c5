import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../root.ts';
import { typescriptFiles } from '../walls/files.ts';
import { PURE_CODE } from '../walls/layers.mjs';
import { folderOf } from './support/folder.ts';

const program = (name: string) => join(root, 'node_modules', '.bin', name);
const fixture = (rule: string) => `tools/walls/fixtures/${rule}`;
const badFiles = (rule: string) => typescriptFiles(join(root, fixture(rule)), ['packages']);

describe('pure code', () => {
  it('pure-code-has-no-ambient-world › the linter refuses each bad example by that rule alone', () => {
    const rule = 'pure-code-has-no-ambient-world';
    const folder = folderOf({ '.gitignore': 'node_modules/\n' });
    cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    cpSync(join(root, fixture(rule)), folder, { recursive: true });
    const { stdout, status } = spawnSync(program('biome'), ['lint', '--reporter=json', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { category: string; location: { path: string } }[];
    };
    expect(status).toBe(1);
    expect(diagnostics.map(({ location }) => location.path).sort()).toEqual(badFiles(rule));
    expect([...new Set(diagnostics.map(({ category }) => category))]).toEqual([
      'lint/style/noRestrictedGlobals',
    ]);
  });

  it.each(PURE_CODE.map((folder) => folder.split('/')[1] ?? ''))(
    'pure-code-is-compiled-alone › the compiler of %s knows no host',
    (name) => {
      const rule = 'pure-code-is-compiled-alone';
      const files = badFiles(rule).filter((file) => file.startsWith(`packages/${name}/`));
      const folder = folderOf({
        'tsconfig.json': JSON.stringify({
          extends: join(root, 'packages', name, 'tsconfig.pure.json'),
          include: files.map((file) => join(root, fixture(rule), file)),
          exclude: [],
        }),
      });
      const { stdout, status } = spawnSync(program('tsc'), ['-p', folder, '--pretty', 'false'], {
        cwd: root,
        encoding: 'utf8',
      });
      const errors = stdout.trim().split('\n');
      expect(status).not.toBe(0);
      expect(errors).toHaveLength(files.length);
      for (const file of files) {
        const error = errors.find((line) => line.includes(file));
        expect(error).toMatch(/error TS(2304|2580|2591|2584): Cannot find name/);
      }
    },
  );

  it('is type-checked by TypeScript 7', () => {
    const { stdout } = spawnSync(program('tsc'), ['--version'], { encoding: 'utf8' });
    expect(stdout).toMatch(/^Version 7\./);
  });
});
