import { existsSync, mkdirSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Every program that runs outside of tests: the file it becomes, and its source. */
const PROGRAMS = {
  'packages/truetape/dist/truetape.js': 'packages/truetape/src/truetape.ts',
  'packages/truetape/dist/projector.js': 'packages/truetape/src/projector.ts',
};

const OURS = /^(@truetape\/|truetape(\/|$))/;

/** The folder of an installed package as Node finds it from `folder`. */
function installedAt(name, folder) {
  const here = join(folder, 'node_modules', name);
  if (existsSync(join(here, 'package.json'))) return realpathSync(here);
  const above = dirname(folder);
  return above === folder ? undefined : installedAt(name, above);
}

/**
 * Our packages are bundled; everybody else's stay where npm put them, native add-ons and licences included. A bundle
 * looks for them from its own folder, so each must be found there as the very copy that its importer would get.
 */
function othersStayOutside(outfile) {
  return {
    name: 'others-stay-outside',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^[^./]/ }, ({ path, kind, importer, resolveDir }) => {
        if (kind === 'entry-point' || OURS.test(path)) return undefined;
        if (path.startsWith('node:')) return { path, external: true };
        const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
        const found = installedAt(name, dirname(outfile));
        if (found !== undefined && found === installedAt(name, resolveDir)) {
          return { path, external: true };
        }
        const text = `"${name}" of ${importer} is not what ${outfile} finds: ${found ?? 'nothing'}`;
        return { errors: [{ text }] };
      });
    },
  };
}

/** One file per program. It takes the old one's place at once: a program that starts meanwhile reads one or the other. */
async function bundle(root, target, source) {
  const outfile = join(root, target);
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
    plugins: [othersStayOutside(outfile)],
  });
  mkdirSync(dirname(outfile), { recursive: true });
  for (const { path, contents } of outputFiles) {
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, contents);
    renameSync(draft, path);
  }
}

/** Bundles `programs` below `root`. False when one does not build; why stands on standard error, the old bundle stays. */
export async function buildAll(root, programs = PROGRAMS) {
  const built = await Promise.allSettled(
    Object.entries(programs).map(([target, source]) => bundle(root, target, source)),
  );
  const failures = built.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  for (const failure of failures) {
    // esbuild has printed its own findings already.
    if (!Array.isArray(failure.errors)) console.error(`The build failed: ${failure.message}`);
  }
  return failures.length === 0;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const done = await buildAll(join(dirname(fileURLToPath(import.meta.url)), '..'));
  if (!done) process.exitCode = 1;
}
