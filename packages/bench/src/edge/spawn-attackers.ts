import { answer, startWorker, type WorkerProgram } from '../load/worker/spawn-worker.ts';
import type { AttackReport } from './attack.ts';
import type { AttackersAnswer, AttackersJob } from './attackers-job.ts';

export interface AttackersProcess {
  readonly run: (job: AttackersJob) => Promise<AttackReport | undefined>;
  readonly stop: () => void;
}

const START_MS = 15_000;
/** Opening thousands of connections. */
const JOB_MS = 120_000;

export async function spawnAttackers(program: WorkerProgram): Promise<AttackersProcess> {
  const child = startWorker(program, 'attackers');
  await answer(child, START_MS);
  return {
    stop: () => child.kill('SIGKILL'),
    run: async (job) => {
      const answered = answer<AttackersAnswer>(child, JOB_MS);
      child.send(job);
      const said = await answered;
      if (!said.ok) throw new Error(said.reason);
      return said.outcome;
    },
  };
}
