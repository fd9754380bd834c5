import { setTimeout as sleep } from 'node:timers/promises';
import type { Keys } from '../process/support.ts';
import { ERRANDS, type Going, type Keyed, type Send, turnSwitches } from './errands.ts';

/** Errands under way at the same time. */
const WORKERS = 16;
/** One worker turns switches every so many of its errands: nobody else may be in their scope. */
const SWITCHES_EVERY = 8;

export interface Running {
  readonly keys: Keys;
  /** What their names begin with. */
  readonly name: string;
  readonly below: (limit: number) => number;
  readonly send: Send;
  readonly isOver: () => boolean;
  /** Between two errands of a worker. */
  readonly pauseMs?: number;
  /** Told what an errand has sent, when it is through. */
  readonly afterwards?: (sent: readonly Keyed[]) => Promise<void>;
}

/** Runs errands of every kind until it is over and the last one is through. Rejects with the first that fails. */
export async function runErrands(running: Running): Promise<void> {
  const { keys, name, below, send, isOver, pauseMs = 0, afterwards } = running;
  const traders = keys.traders.slice(0, -1);
  let number = 0;
  const run = async (errand: (going: Going) => Promise<void>, trader: Going['trader']) => {
    number += 1;
    const sent: Keyed[] = [];
    const noting: Send = (keyed) => {
      sent.push(keyed);
      return send(keyed);
    };
    await errand({ name: `${name}-${number}`, keys, trader, below, send: noting });
    await afterwards?.(sent);
    await sleep(pauseMs);
  };
  const work = async (worker: number) => {
    for (let count = 0; !isOver(); count++) {
      const errand = ERRANDS[below(ERRANDS.length)];
      const [trader, last] = [traders[below(traders.length)], keys.traders.at(-1)];
      if (errand === undefined || trader === undefined || last === undefined)
        throw new RangeError();
      if (worker === 0 && count % SWITCHES_EVERY === 0) await run(turnSwitches, last);
      else await run(errand, trader);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));
}
