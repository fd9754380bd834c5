import { answer, startWorker, type WorkerProgram } from '../load/worker/spawn-worker.ts';
import type { FloodAnswer, FloodJob, FloodOutcome } from './flood-job.ts';

export interface FloodProcess {
  readonly run: (job: FloodJob) => Promise<FloodOutcome>;
  readonly stop: () => void;
}

const START_MS = 15_000;
/** Beyond the length of a flood: what waits for its answer. */
const JOB_GRACE_MS = 60_000;

export async function spawnFlood(program: WorkerProgram): Promise<FloodProcess> {
  const child = startWorker(program, 'flood');
  await answer(child, START_MS);
  return {
    stop: () => child.kill('SIGKILL'),
    run: async (job) => {
      const answered = answer<FloodAnswer>(child, JOB_GRACE_MS + job.durationMs);
      child.send(job);
      const said = await answered;
      if (!said.ok) throw new Error(said.reason);
      return said.outcome;
    },
  };
}
