import { createHash } from 'node:crypto';
import { readWorkloads } from './read-workload.ts';
import { reportLines } from './reports.ts';

export interface ConformOptions {
  readonly file: string;
  readonly hash?: boolean;
}

/** Runs the workloads of a file and prints their reports, or hashes of them. Exit code 1 where others were expected. */
export async function runConformCommand({ file, hash = false }: ConformOptions): Promise<number> {
  try {
    const workloads = await readWorkloads(file);
    let differing = 0;
    for (const workload of workloads) {
      const lines = reportLines(workload);
      const text = lines.join('\n');
      const { name, expected } = workload;
      if (hash) process.stdout.write(`${sha256(text)}  ${name}\n`);
      else process.stdout.write(expected === undefined ? text : `# ${name}\n${text}\n`);
      if (expected === undefined || expected.join('\n') === text) continue;
      differing += 1;
      const at = expected.findIndex((line, index) => line !== lines[index]);
      process.stderr.write(
        `conform: ${name}: line ${at + 1} is ${lines[at]}, expected ${expected[at]}\n`,
      );
    }
    return differing === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`conform: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
