import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../root.ts';
import { LAYERS, PURE_CODE } from '../walls/layers.mjs';
import { layerFindings, pureConfigFindings } from '../walls/structure.ts';
import { folderOf } from './support/folder.ts';

const packages = LAYERS.flatMap((layer) => layer.packages);
const placed = Object.fromEntries(packages.map((name) => [`packages/${name}/package.json`, '{}']));

describe('every-package-has-a-layer', () => {
  it('holds when each stands in one layer', () => {
    expect(layerFindings(folderOf(placed))).toEqual([]);
  });

  it('refuses a package without a place', () => {
    const folder = folderOf({ ...placed, 'packages/newcomer/package.json': '{}' });
    expect(layerFindings(folder)).toEqual([
      { rule: 'every-package-has-a-layer', file: 'packages/newcomer', what: 'is in no layer' },
    ]);
  });

  it('refuses a place without a package', () => {
    const { 'packages/kernel/package.json': _, ...others } = placed;
    expect(layerFindings(folderOf(others)).map(({ what }) => what)).toEqual(['does not exist']);
  });
});

describe('pure-code-is-compiled-alone', () => {
  const configs = PURE_CODE.map((path) => /^(packages\/[^/]+)\/(.*)\/$/.exec(path) ?? []).map(
    ([, folder = '', source = '']) => ({ file: `${folder}/tsconfig.pure.json`, source }),
  );
  const compiling = (files: readonly string[]) =>
    JSON.stringify({
      scripts: { typecheck: ['tsc', ...files.map((file) => `tsc -p ${file}`)].join(' && ') },
    });
  const right = {
    ...Object.fromEntries(
      configs.map(({ file, source }) => [
        file,
        JSON.stringify({ compilerOptions: { lib: ['ES2023'], types: [] }, include: [source] }),
      ]),
    ),
    'package.json': compiling(configs.map(({ file }) => file)),
  };
  const whatOf = (changed: Readonly<Record<string, string>>) =>
    pureConfigFindings(folderOf({ ...right, ...changed })).map(({ file, what }) => [file, what]);
  const config = 'packages/domain/tsconfig.pure.json';

  it('holds with the right settings', () => {
    expect(whatOf({})).toEqual([]);
  });

  it("refuses the host's types", () => {
    const compilerOptions = { lib: ['ES2023', 'DOM'], types: ['node'] };
    expect(whatOf({ [config]: JSON.stringify({ compilerOptions, include: ['src'] }) })).toEqual([
      [config, 'lib must be ["ES2023"]'],
      [config, 'types must be []'],
    ]);
  });

  it('refuses to look at less than the whole folder', () => {
    const compilerOptions = { lib: ['ES2023'], types: [] };
    expect(
      whatOf({ [config]: JSON.stringify({ compilerOptions, include: ['src/value'] }) }),
    ).toEqual([[config, 'include must be ["src"]']]);
  });

  it('refuses a typecheck that leaves it out', () => {
    const others = configs.map(({ file }) => file).filter((file) => file !== config);
    expect(whatOf({ 'package.json': compiling(others) })).toEqual([
      [config, '`npm run typecheck` does not run it'],
    ]);
  });
});

describe('npm run walls', () => {
  /** A copy of the machinery with one package, in which one installed package is missing. */
  function runWithout(missing: string) {
    const folder = folderOf({
      'turbo.json': '{}',
      'tsconfig.json': '{}',
      'package.json': '{}',
      'packages/kernel/src/index.ts': "export { one } from './one.ts';\n",
      'packages/kernel/src/one.ts': 'export const one = 1;\n',
    });
    for (const path of ['tools', '.dependency-cruiser.mjs']) {
      cpSync(join(root, path), join(folder, path), {
        recursive: true,
        filter: (from) => !/\/(dist|node_modules|fixtures)$/.test(from),
      });
    }
    mkdirSync(join(folder, 'node_modules'));
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (name === missing) continue;
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    }
    return spawnSync(process.execPath, ['tools/run.mjs', 'walls/check.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
  }

  it.each(['dependency-cruiser', 'typescript'])('fails when %s is not installed', (missing) => {
    const { status, stderr } = runWithout(missing);
    expect(status).toBe(1);
    expect(stderr).toContain(`Cannot find package '${missing}'`);
  });

  it('fails when a rule is broken, and says where', () => {
    const { status, stdout, stderr } = runWithout('nothing');
    expect(status).toBe(1);
    expect(stderr).toContain('packages/domain: every-package-has-a-layer: does not exist');
    expect(stdout).toMatch(
      /^Walls: 2 files, 1 imports, 2 files of pure code; broken in \d+ places\.$/m,
    );
  });
});
