import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Job, JobAnswer } from './job.ts';
import type { WorkerRole } from './main.ts';
import type { LoadOutcome } from './outcome.ts';

/** The program that calls `benchWorker(role)`, the role being its last argument. */
export interface WorkerProgram {
  readonly module: string;
  readonly arguments: readonly string[];
}

const START_MS = 15_000;
/** Beyond the length of a phase: opening connections, draining, late fills. */
const JOB_GRACE_MS = 60_000;

export interface GeneratorProcess {
  readonly run: (job: Job) => Promise<LoadOutcome | undefined>;
  readonly stop: () => void;
}

export async function spawnGenerator(program: WorkerProgram): Promise<GeneratorProcess> {
  const child = startWorker(program, 'generator');
  await answer(child, START_MS);
  return {
    stop: () => child.kill('SIGKILL'),
    run: async (job) => {
      const limitMs = JOB_GRACE_MS + ('durationMs' in job ? job.durationMs : 0);
      const answered = answer<JobAnswer>(child, limitMs);
      child.send(job);
      const said = await answered;
      if (!said.ok) throw new Error(said.reason);
      return said.outcome;
    },
  };
}

export async function spawnCeiling(program: WorkerProgram) {
  const child = startWorker(program, 'ceiling');
  const { port } = await answer<{ port: number }>(child, START_MS);
  return { port, stop: () => child.kill('SIGKILL') };
}

/** Ends when we do. */
export function startWorker(
  { module, arguments: words }: WorkerProgram,
  role: WorkerRole,
): ChildProcess {
  return fork(module, [...words, role], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** The next thing that it says. */
export async function answer<Message>(child: ChildProcess, limitMs: number): Promise<Message> {
  const over = new AbortController();
  const limit = setTimeout(() => over.abort(), limitMs);
  const { signal } = over;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('A process of the bench ended.');
  });
  const told = once(child, 'message', { signal });
  try {
    const [received] = await Promise.race([told, ended]);
    return received as Message;
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Error(`A process of the bench said nothing for ${Math.round(limitMs / 1000)} s.`);
  } finally {
    clearTimeout(limit);
    // Nobody waits for the loser of the race any more.
    Promise.allSettled([told, ended]);
    over.abort();
  }
}
