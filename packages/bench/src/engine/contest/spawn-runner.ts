import { fork } from 'node:child_process';
import type { WorkerProgram } from '../../load/worker/spawn-worker.ts';
import type { ContenderName } from './contenders.ts';
import type { LatencyFigure, PassFigure, Question } from './runner.ts';

/** A contender in a process of its own, which has nothing else in its memory. */
export interface Runner {
  /** How many messages the workload has. */
  readonly count: number;
  readonly pass: (limitMs: number) => Promise<PassFigure>;
  readonly latencies: () => Promise<LatencyFigure>;
  /** The most memory that the process has had, in bytes, the messages included. */
  readonly memory: () => Promise<number>;
  readonly stop: () => void;
}

export async function spawnRunner(
  { module, arguments: words }: WorkerProgram,
  contender: ContenderName,
  file: string,
): Promise<Runner> {
  const child = fork(module, [...words, 'engine']);
  const ask = <Answer>(question: Question) =>
    new Promise<Answer>((resolve, reject) => {
      const onExit = () =>
        reject(new Error(`${contender} ended in the middle of ${question.kind}`));
      child.once('exit', onExit);
      child.once(
        'message',
        (answer: { ok: true; outcome: Answer } | { ok: false; reason: string }) => {
          child.off('exit', onExit);
          if (answer.ok) resolve(answer.outcome);
          else reject(new Error(answer.reason));
        },
      );
      child.send(question);
    });
  try {
    const count = await ask<number>({ kind: 'load', contender, file });
    return {
      count,
      pass: (limitMs) => ask({ kind: 'pass', limitMs }),
      latencies: () => ask({ kind: 'latencies' }),
      memory: () => ask({ kind: 'memory' }),
      stop: () => child.kill(),
    };
  } catch (error) {
    child.kill();
    throw error;
  }
}
