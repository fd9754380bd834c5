import { startCeiling } from './ceiling.ts';
import { makeGenerator } from './generator.ts';
import type { Job, JobAnswer } from './job.ts';

export type WorkerRole = 'generator' | 'ceiling';

/**
 * The body of a process that the bench starts with an IPC channel: the load generator, or bare Fastify. Ends when the
 * channel does, so that neither outlives the bench.
 */
export async function runWorker(role: string): Promise<void> {
  process.once('disconnect', () => process.exit(0));
  // Ctrl-C reaches the whole group: the bench lets go of us when it is ready.
  process.on('SIGINT', () => {});
  if (role === 'ceiling') {
    const { port } = await startCeiling();
    process.send?.({ port });
    return;
  }
  const generator = makeGenerator();
  process.on('message', (job: Job) => {
    generator.run(job).then(
      (outcome) => answer({ ok: true, ...(outcome === undefined ? {} : { outcome }) }),
      (error: unknown) => {
        answer({ ok: false, reason: error instanceof Error ? error.message : String(error) });
      },
    );
  });
  process.send?.({ ready: true });
}

function answer(message: JobAnswer): void {
  process.send?.(message);
}
