import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Job, Verdict } from './worker.ts';

/** Who has no answer by then runs in circles. */
const HANGS_MS = 60_000;

/** A thread that runs seeds with and without mistakes, one after the other; a new one when a mistake hangs it. */
export class Hunter {
  readonly #program: URL;
  #worker: Worker | undefined;

  constructor(program: URL) {
    this.#program = program;
  }

  /** The rule that a seed finds broken; undefined when none is. */
  async run(job: Job): Promise<string | undefined> {
    this.#worker ??= new Worker(this.#program, { stderr: false });
    const worker = this.#worker;
    let late: NodeJS.Timeout | undefined;
    const hangs = new Promise<[Verdict]>((resolve) => {
      late = setTimeout(() => resolve([{ rule: 'everything ends' }]), HANGS_MS);
    });
    worker.postMessage(job);
    const [{ rule }] = (await Promise.race([once(worker, 'message'), hangs])) as [Verdict];
    clearTimeout(late);
    if (rule === 'everything ends') await this.end();
    return rule;
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }
}
