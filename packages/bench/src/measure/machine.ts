import { execFileSync, type StdioOptions } from 'node:child_process';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';

/** What a figure has to be read with. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly node: string;
  /** The commit of the working folder, `unknown` outside a repository; `+` when files differ from it. */
  readonly commit: string;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: `${type()} ${release()}`,
    node: process.version,
    commit: commitOfWorkingFolder(),
  };
}

function commitOfWorkingFolder(): string {
  const commit = git('rev-parse', '--short=12', 'HEAD');
  if (commit === undefined) return 'unknown';
  return git('status', '--porcelain', '--untracked-files=no') ? `${commit}+` : commit;
}

function git(...words: readonly string[]): string | undefined {
  try {
    const stdio: StdioOptions = ['ignore', 'pipe', 'ignore'];
    const options = { encoding: 'utf8', stdio, timeout: 5000 } as const;
    return execFileSync('git', [...words], options).trim();
  } catch {
    return undefined;
  }
}
