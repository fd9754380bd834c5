import { assert, failed, ok, type Result } from '@truetape/kernel';
import { passwordText } from './password-text.ts';
import type { Passwords } from './passwords.ts';
import { OWASP_COST, readPhc, type ScryptCost } from './phc.ts';
import { nobodysHash, type PasswordAnswer, type PasswordJob } from './scrypt.ts';

export interface PasswordOptions {
  /** Of new hashes; {@link OWASP_COST} when left out, and never less outside of tests. */
  readonly cost?: ScryptCost;
  /** Jobs done at a time, each with a core and 128 MiB of its own; 1 when left out. */
  readonly atOnceMax?: number;
  /** Jobs that wait; 16 when left out. */
  readonly waitingMax?: number;
  /** How long one may wait; 10 seconds when left out. */
  readonly waitMsMax?: number;
}

export interface PasswordWorker {
  /** Undefined when it could not be done. Never fails. */
  readonly work: (job: PasswordJob) => Promise<PasswordAnswer | undefined>;
  readonly stop: () => Promise<void>;
}

type Answered = (answer: PasswordAnswer | undefined) => void;

/** Passwords of which some are worked on at a time, and some wait. */
export function queuedPasswords(
  { work, stop }: PasswordWorker,
  { cost = OWASP_COST, atOnceMax = 1, waitingMax = 16, waitMsMax = 10_000 }: PasswordOptions = {},
): Passwords {
  const nobody = nobodysHash(cost);
  /** What each has to do when it is its turn. */
  const waiting = new Set<() => void>();
  let running = 0;
  let isStopped = false;

  function ask(job: PasswordJob): Promise<PasswordAnswer | undefined> {
    if (isStopped || waiting.size >= waitingMax) return Promise.resolve(undefined);
    return new Promise((answered) => {
      const late = setTimeout(() => {
        waiting.delete(begin);
        answered(undefined);
      }, waitMsMax);
      const begin = () => {
        clearTimeout(late);
        waiting.delete(begin);
        if (isStopped) answered(undefined);
        else run(job, answered);
      };
      waiting.add(begin);
      next();
    });
  }

  function run(job: PasswordJob, answered: Answered): void {
    running += 1;
    void work(job).then((answer) => {
      running -= 1;
      answered(answer);
      next();
    });
  }

  function next(): void {
    const [begin] = waiting;
    if (begin !== undefined && running < atOnceMax) begin();
  }

  return {
    hash: async (password) => {
      const text = passwordText(password);
      assert(text !== undefined, 'a password is hashed when the policy has accepted it');
      return orBusy<string>(await ask({ password: text, cost }));
    },
    verify: async (password, hash) => {
      const text = passwordText(password);
      const isSomebodys = text !== undefined && hash !== undefined;
      return orBusy<boolean>(
        await ask({ password: text ?? '', hash: isSomebodys ? hash : nobody }),
      );
    },
    isOutdated: (hash) => {
      const { ln, r, p } = readPhc(hash).cost;
      return ln < cost.ln || r < cost.r || p < cost.p;
    },
    stop: async () => {
      isStopped = true;
      for (const begin of waiting) begin();
      await stop();
    },
  };
}

function orBusy<T extends PasswordAnswer>(answer: PasswordAnswer | undefined): Result<T, 'BUSY'> {
  return answer === undefined ? failed('BUSY') : ok(answer as T);
}
