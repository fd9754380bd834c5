import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Finding } from './finding.ts';
import { LAYERS, PURE_CODE } from './layers.mjs';

/** Every package has its place among the layers, once; a new one must be given a place before it can be imported. */
export function layerFindings(root: string): readonly Finding[] {
  const folders = readdirSync(join(root, 'packages'));
  const placed = LAYERS.flatMap(({ packages }) => packages);
  const wrong = (name: string, what: string): Finding => ({
    rule: 'every-package-has-a-layer',
    file: `packages/${name}`,
    what,
  });
  return [
    ...folders
      .filter((name) => !placed.includes(name))
      .map((name) => wrong(name, 'is in no layer')),
    ...placed
      .filter((name) => !folders.includes(name))
      .map((name) => wrong(name, 'does not exist')),
    ...placed
      .filter((name, index) => placed.indexOf(name) !== index)
      .map((name) => wrong(name, 'is in two layers')),
  ];
}

/**
 * Pure code is compiled a second time without Node's and the browser's types, so that `process`, `fetch` and
 * `setTimeout` do not even have names there: `tsconfig.pure.json` covers its folder, and `typecheck` runs it.
 */
export function pureConfigFindings(root: string): readonly Finding[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts?: Record<string, string>;
  };
  return PURE_CODE.flatMap((folder) => {
    const [, name = '', source = ''] = /^packages\/([^/]+)\/(.*)\/$/.exec(folder) ?? [];
    const file = `packages/${name}/tsconfig.pure.json`;
    const wrong = (what: string): Finding => ({ rule: 'pure-code-is-compiled-alone', file, what });
    if (!existsSync(join(root, file))) return [wrong('does not exist')];
    const { config } = ts.readConfigFile(join(root, file), ts.sys.readFile);
    const options = config?.compilerOptions ?? {};
    return [
      ...(String(options.lib) === 'ES2023' ? [] : [wrong('lib must be ["ES2023"]')]),
      ...(Array.isArray(options.types) && options.types.length === 0
        ? []
        : [wrong('types must be []')]),
      ...(String(config?.include) === source ? [] : [wrong(`include must be ["${source}"]`)]),
      ...(scripts?.typecheck?.includes(`tsc -p ${file}`)
        ? []
        : [wrong('`npm run typecheck` does not run it')]),
    ];
  });
}
