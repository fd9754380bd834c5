import {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Every program that runs outside of tests, by its name, with its source. */
const PROGRAMS = {
  truetape: 'packages/truetape/src/truetape.ts',
  'order-path': 'packages/truetape/src/order-path.ts',
  'command-api': 'packages/command-api/src/main.ts',
  matcher: 'packages/matcher/src/main.ts',
  workflows: 'packages/workflows/src/main.ts',
  'query-api': 'packages/query-api/src/main.ts',
  projections: 'packages/projections/src/main.ts',
  'market-data': 'packages/truetape/src/market-data.ts',
  notary: 'packages/truetape/src/notary.ts',
  passwords: 'packages/truetape/src/passwords.ts',
  'risk-watch': 'packages/truetape/src/risk-watch.ts',
  snapshotter: 'packages/truetape/src/snapshotter.ts',
};

/** Where the programs stand, and the folder from which Node finds what they import. */
const TARGET = 'packages/truetape/dist';

/** A program that still runs may load a part that a later build no longer makes: parts are kept for a day. */
const KEPT_MS = 24 * 60 * 60 * 1000;

const OURS = /^(@truetape\/|truetape(\/|$))/;

/**
 * What every start loads and is JavaScript alone. Node takes longer to find their hundreds of files than to run them:
 * bundled, they are a third of the time until an order can be taken.
 */
const BUNDLED = [
  '@fastify/proxy-addr',
  '@fastify/websocket',
  'big.js',
  'commander',
  'fastify',
  'helmet',
  'limiter',
  'lru-cache',
  'pino',
  'prom-client',
  'uuid',
  'ws',
  'zod',
];

/** CommonJS inside of a bundle asks for what modules do not have. The names with a dollar are nobody else's. */
const COMMON_JS = `
import { createRequire as $createRequire } from 'node:module';
import { dirname as $dirname } from 'node:path';
import { fileURLToPath as $fileURLToPath } from 'node:url';
const require = $createRequire(import.meta.url);
const __filename = $fileURLToPath(import.meta.url);
const __dirname = $dirname(__filename);
`.replaceAll('\n', ' ');

/** The folder of an installed package as Node finds it from `folder`. */
function installedAt(name, folder) {
  const here = join(folder, 'node_modules', name);
  if (existsSync(join(here, 'package.json'))) return realpathSync(here);
  const above = dirname(folder);
  return above === folder ? undefined : installedAt(name, above);
}

/**
 * Our packages are bundled, and those of `bundled` with all that they need; everybody else's stay where npm put them,
 * native add-ons, workers and data files included. A bundle looks for them from its own folder, so each must be found
 * there as the very copy that its importer would get.
 */
function othersStayOutside(target, bundled) {
  const isBundled = (name, resolveDir) =>
    bundled.includes(name) || resolveDir.includes('/node_modules/');
  return {
    name: 'others-stay-outside',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^[^./]/ }, ({ path, kind, importer, resolveDir }) => {
        if (kind === 'entry-point' || OURS.test(path)) return undefined;
        if (isBuiltin(path)) return { path, external: true };
        const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
        if (isBundled(name, resolveDir)) return undefined;
        const found = installedAt(name, target);
        if (found !== undefined && found === installedAt(name, resolveDir)) {
          return { path, external: true };
        }
        const text = `"${name}" of ${importer} is not what ${target} finds: ${found ?? 'nothing'}`;
        return { errors: [{ text }] };
      });
    },
  };
}

/** Each file takes the place of the old one at once, parts before programs: who starts meanwhile reads whole files. */
function install(target, files) {
  mkdirSync(target, { recursive: true });
  for (const { path, contents } of files) {
    const draft = `${path}.${process.pid}.draft`;
    writeFileSync(draft, contents);
    renameSync(draft, path);
  }
  const made = new Set(files.map(({ path }) => basename(path)));
  for (const name of readdirSync(target)) {
    const old = Date.now() - statSync(join(target, name)).mtimeMs > KEPT_MS;
    if (old && !made.has(name)) rmSync(join(target, name), { recursive: true });
  }
}

/**
 * Bundles `programs` (sources by name, relative to `root`) into `target`. What a program imports only when it needs it
 * becomes a part of its own and is loaded only then. False when something does not build: why stands on standard error,
 * and the old files stay.
 */
export async function buildAll({
  root,
  programs = PROGRAMS,
  target = join(root, TARGET),
  bundled = BUNDLED,
  logLevel = 'warning',
}) {
  try {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: programs,
      outdir: target,
      bundle: true,
      splitting: true,
      chunkNames: 'part-[hash]',
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: 'linked',
      sourcesContent: false,
      legalComments: 'linked',
      banner: { js: COMMON_JS },
      logLevel,
      write: false,
      plugins: [othersStayOutside(target, bundled)],
    });
    const isPart = ({ path }) => basename(path).startsWith('part-');
    install(target, [
      ...outputFiles.filter(isPart),
      ...outputFiles.filter((file) => !isPart(file)),
    ]);
    return true;
  } catch (failure) {
    // esbuild has printed its own findings already.
    if (!Array.isArray(failure.errors)) console.error(`The build failed: ${failure.message}`);
    return false;
  }
}

const thisFile = fileURLToPath(import.meta.url);
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(thisFile)) {
  const done = await buildAll({ root: join(dirname(thisFile), '..') });
  if (!done) process.exitCode = 1;
}
