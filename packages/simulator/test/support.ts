import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/**
 * Runs one of our programs from its source; answers how it ended and what it said. It waits for nothing but the processor:
 * it takes what others leave of it, so that no test beside it is late.
 */
export async function run(source: string, ...args: readonly string[]) {
  const program = ['tools/run.mjs', `../packages/simulator/src/${source}`, ...args];
  const tool = spawn('nice', ['-n', '19', process.execPath, ...program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [tool.stdout, tool.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const [code] = await once(tool, 'close');
  return { code: code as number | null, said };
}
