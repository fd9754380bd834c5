import { parentPort } from 'node:worker_threads';
import { runSeed } from '../run/run-seed.ts';
import { plant } from './planted-bug.ts';

/** What a worker is asked: to run a seed with a mistake, or without one. */
export interface Job {
  readonly bug: number | undefined;
  readonly seed: number;
  readonly commands: number;
}

/** The rule that was broken; undefined when none was. */
export interface Verdict {
  readonly rule: string | undefined;
}

parentPort?.on('message', async ({ bug, seed, commands }: Job) => {
  plant(bug);
  const { violation } = await runSeed({ seed, commands });
  parentPort?.postMessage({ rule: violation?.rule } satisfies Verdict);
});
