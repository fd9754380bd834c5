import { join } from 'node:path';
import { build } from 'esbuild';

/** Node 20 does not run TypeScript. Our packages are bundled, everybody else's stay where they are. @returns the program */
export async function buildChild(source: string, name: string): Promise<string> {
  const outfile = join(import.meta.dirname, '../../dist', `test-${name}-${process.pid}.mjs`);
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    plugins: [
      {
        name: 'others-stay-outside',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('@truetape/')
              ? undefined
              : { path, external: true },
          );
        },
      },
    ],
  });
  return outfile;
}
