import { startCeiling } from './ceiling.ts';
import { makeGenerator } from './generator.ts';
import type { Job } from './job.ts';

export type WorkerRole = 'generator' | 'ceiling' | 'engine' | 'readers' | 'attackers' | 'flood';

/**
 * The body of a process that the bench starts with an IPC channel: the load generator, bare Fastify, a matching
 * engine, readers of feeds, attackers, or whoever guesses passwords. Ends when the channel does, so that none outlives the bench.
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
  if (role === 'engine') {
    const { makeRunner } = await import('../../engine/contest/runner.ts');
    answerAll(makeRunner());
    return;
  }
  if (role === 'readers') {
    const { makeReaders } = await import('../../feeds/readers.ts');
    answerAll(makeReaders());
    process.send?.({ ready: true });
    return;
  }
  if (role === 'attackers') {
    const { makeAttackers } = await import('../../edge/attackers.ts');
    answerAll(makeAttackers());
    process.send?.({ ready: true });
    return;
  }
  if (role === 'flood') {
    const { flood } = await import('../../login-flood/flood.ts');
    answerAll(flood);
    process.send?.({ ready: true });
    return;
  }
  const generator = makeGenerator();
  answerAll((job: Job) => generator.run(job));
  process.send?.({ ready: true });
}

/** Each answer is a `JobAnswer`. */
function answerAll<Question>(run: (question: Question) => Promise<unknown>): void {
  process.on('message', (question: Question) => {
    run(question).then(
      (outcome) => process.send?.({ ok: true, outcome }),
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        process.send?.({ ok: false, reason });
      },
    );
  });
}
