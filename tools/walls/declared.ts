import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import type { IModule } from 'dependency-cruiser';
import type { Finding } from './finding.ts';
import { FOR_TESTS } from './layers.mjs';

interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const IN_PACKAGE = /^(.*?)packages\/([^/]+)\/([^/]+)/;
/** The package that measures against others, whom nobody else needs. */
const MEASURES = 'bench';
const SUITE = new RegExp(FOR_TESTS.join('|'));

/**
 * Every package imported by its name is in the package.json of the importer: hoisting makes any import work here, and
 * fail wherever a package is installed alone. Source needs `dependencies`; tests and benchmarks may also use
 * `devDependencies`, their own and the root's.
 */
export function undeclaredImports(root: string, modules: readonly IModule[]): readonly Finding[] {
  const shared = keys(manifestIn(root)?.devDependencies);
  return modules.flatMap(({ source, dependencies }) => {
    const [, before = '', name, part] = IN_PACKAGE.exec(source) ?? [];
    if (name === undefined || source.includes('node_modules')) return [];
    const own =
      manifestIn(join(root, before, 'packages', name)) ?? manifestIn(join(root, 'packages', name));
    const forUsers = part === 'src' && name !== MEASURES && !SUITE.test(source);
    const forTests = forUsers ? [] : [...keys(own?.devDependencies), ...shared];
    const allowed = new Set([own?.name, ...keys(own?.dependencies), ...forTests]);
    return dependencies
      .map(({ module }) => packageOf(module))
      .filter((imported) => imported !== undefined && !allowed.has(imported))
      .map((imported) => ({
        rule: 'imports-are-declared',
        file: source,
        what: `${imported} is not in packages/${name}/package.json`,
      }));
  });
}

/** `@truetape/kernel/spec` → `@truetape/kernel`; undefined for relative paths and for Node's own modules. */
function packageOf(specifier: string): string | undefined {
  if (/^[./]/.test(specifier) || isBuiltin(specifier)) return undefined;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function manifestIn(folder: string): Manifest | undefined {
  const path = join(folder, 'package.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : undefined;
}

function keys(record: Readonly<Record<string, string>> | undefined): readonly string[] {
  return Object.keys(record ?? {});
}
