/** Lets a few do their work at once, while others wait for their turn. */
export interface Turns {
  /** Undefined when too many wait: nothing is begun. */
  readonly take: <T>(work: () => Promise<T>) => Promise<T> | undefined;
}

export function createTurns({ atOnceMax, waitingMax }: { atOnceMax: number; waitingMax: number }) {
  const waiting: (() => void)[] = [];
  let atOnce = 0;
  const over = () => {
    const next = waiting.shift();
    if (next === undefined) atOnce -= 1;
    else next();
  };
  const begun = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } finally {
      over();
    }
  };
  const turns: Turns = {
    take: (work) => {
      if (atOnce < atOnceMax) {
        atOnce += 1;
        return begun(work);
      }
      if (waiting.length >= waitingMax) return undefined;
      return new Promise<void>((resolve) => waiting.push(resolve)).then(() => begun(work));
    },
  };
  return turns;
}

/**
 * For what is verified in the threads of the process. There are four, and commits of the log need them too: strangers
 * who send what must be verified take two of them at most.
 */
export const verifying = createTurns({ atOnceMax: 2, waitingMax: 1_024 });
