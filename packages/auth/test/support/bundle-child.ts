import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const CACHE = join(import.meta.dirname, '../../../../node_modules/.cache/truetape');

/** Node 20 does not run TypeScript. @returns the program */
export async function bundleChild(source: string, name: string): Promise<string> {
  const program = join(CACHE, `auth-${name}.mjs`);
  // Several workers bundle it at a time, and none may start what another has half written.
  const draft = `${program}.${process.pid}`;
  mkdirSync(dirname(program), { recursive: true });
  await build({
    entryPoints: [source],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['zod', 'pino', 'prom-client'],
  });
  renameSync(draft, program);
  return program;
}
