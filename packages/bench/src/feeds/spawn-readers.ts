import { answer, startWorker, type WorkerProgram } from '../load/worker/spawn-worker.ts';
import type { ReadersAnswer, ReadersJob, ReadersReport } from './readers-job.ts';

export interface ReadersProcess {
  readonly run: (job: ReadersJob) => Promise<ReadersReport | undefined>;
  readonly stop: () => void;
}

const START_MS = 15_000;
/** Opening thousands of connections. */
const JOB_MS = 120_000;

export async function spawnReaders(program: WorkerProgram): Promise<ReadersProcess> {
  const child = startWorker(program, 'readers');
  await answer(child, START_MS);
  return {
    stop: () => child.kill('SIGKILL'),
    run: async (job) => {
      const answered = answer<ReadersAnswer>(child, JOB_MS);
      child.send(job);
      const said = await answered;
      if (!said.ok) throw new Error(said.reason);
      return said.outcome;
    },
  };
}
