import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessName } from '@truetape/service';
import { RESTARTS_MAX, WINDOW_MS } from '../../src/start/restart-limit.ts';
import { childOf } from '../shapes/children.ts';
import type { Running } from '../shapes/shapes.ts';

export interface RandomKills {
  readonly running: Running;
  readonly names: readonly ProcessName[];
  readonly kills: number;
  /** Between two kills, at most. */
  readonly pauseMsMax: number;
  readonly below: (limit: number) => number;
}

interface Kill {
  readonly name: ProcessName;
  readonly pid: number;
  readonly atMs: number;
}

/** The minute of the supervisor begins when it hears of an end, which is later than we send the signal. */
const MARGIN_MS = 1_000;

/**
 * Kills one service after the other at random moments: also one that is just being started again, and one while another
 * is. None so often that its supervisor would leave it down. @returns how often each was killed
 */
export async function killAtRandom(
  options: RandomKills,
): Promise<Readonly<Record<string, number>>> {
  const { running, names, kills, pauseMsMax, below } = options;
  const killed: Kill[] = [];
  while (killed.length < kills) {
    await sleep(below(pauseMsMax));
    const nowMs = performance.now();
    const recent = killed.filter(({ atMs }) => nowMs - atMs < WINDOW_MS + MARGIN_MS);
    const allowed = names.filter(
      (name) => recent.filter((kill) => kill.name === name).length < RESTARTS_MAX,
    );
    // Who takes the orders is among them in any case: else nothing would be under way when it dies.
    const name = killed.length === 0 ? names[0] : allowed[below(Math.max(1, allowed.length))];
    if (name === undefined) continue;
    const pid = await pidOf(running, name, killed);
    process.kill(pid, 'SIGKILL');
    killed.push({ name, pid, atMs: performance.now() });
  }
  return Object.fromEntries(
    names.map((name) => [name, killed.filter((kill) => kill.name === name).length]),
  );
}

/** The process of that name which we have not killed yet, as soon as there is one. */
async function pidOf(
  { service, shape }: Running,
  name: ProcessName,
  killed: readonly Kill[],
): Promise<number> {
  const before = (of: ProcessName) => killed.findLast((kill) => kill.name === of)?.pid;
  // On LMDB the notary belongs to the process that appends for it.
  const isBelow = name === 'notary' && shape.processes.includes('order-path');
  const parent = isBelow
    ? await childOf(service.pid, 'order-path', before('order-path'))
    : service.pid;
  return childOf(parent, name, before(name));
}
