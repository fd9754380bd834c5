import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ProcessName } from '@truetape/service';
import { until } from '../process/support.ts';

const shell = promisify(execFile);

/** The process of that name which this one has started, as soon as there is one that is not `before`. */
export async function childOf(parent: number, name: ProcessName, before = 0): Promise<number> {
  let found = 0;
  await until(`${name} runs`, async () => {
    const args = ['-P', String(parent), '-f', `dist/${name}\\.js`];
    const { stdout } = await shell('pgrep', args).catch(() => ({ stdout: '' }));
    found = Number(stdout.trim());
    return found > 0 && found !== before;
  });
  return found;
}
