import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { PLANTED_BUGS } from './bugs.ts';
import { withPlanted } from './planted-bug.ts';

/** Everything that has mistakes planted in it, in one program: none of them is on until a number is given. */
export async function bundlePlanted(root: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['packages/simulator/src/planted/worker.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    plugins: [planted(root), othersStayOutside],
  });
}

const planted = (root: string): Plugin => ({
  name: 'planted',
  setup: ({ onLoad }) => {
    const files = new Set(PLANTED_BUGS.map(({ file }) => file));
    for (const file of files) {
      const path = join(root, file);
      const bugs = PLANTED_BUGS.filter((bug) => bug.file === file);
      onLoad({ filter: new RegExp(`${file.replaceAll(/[./]/g, '\\$&')}$`) }, () => ({
        contents: withPlanted(readFileSync(path, 'utf8'), bugs),
        loader: 'ts',
      }));
    }
  },
});

const OURS = /^(@truetape\/|truetape\/)/;

/** Our packages are bundled, everybody else's stay where npm put them. */
const othersStayOutside: Plugin = {
  name: 'others-stay-outside',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || OURS.test(path) ? undefined : { path, external: true },
    );
  },
};
