import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Runs a tool that is written in TypeScript, which Node 20 does not read: `node tools/run.mjs walls/check.ts`.
 * Our packages are bundled with it, everybody else's are imported from where npm put them.
 */
const tools = dirname(fileURLToPath(import.meta.url));
const [, , source = '', ...rest] = process.argv;
const outfile = join(tools, 'dist', source.replace(/\.ts$/, '.mjs').replaceAll('/', '-'));

const OURS = /^(@truetape\/|truetape\/)/;

await build({
  absWorkingDir: tools,
  entryPoints: [source],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
  plugins: [
    {
      name: 'others-stay-outside',
      setup: ({ onResolve }) => {
        onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
          kind === 'entry-point' || OURS.test(path) ? undefined : { path, external: true },
        );
      },
    },
  ],
});
process.argv = [process.argv[0], outfile, ...rest];
await import(pathToFileURL(outfile).href);
