import { setTimeout as sleep } from 'node:timers/promises';
import { RESTARTS_MAX, WINDOW_MS } from '../../src/start/restart-limit.ts';

export interface RandomKills<Name extends string> {
  readonly names: readonly Name[];
  /** Kills what has that name, as soon as it is there again. */
  readonly kill: (name: Name) => Promise<void>;
  /** Awaited after each kill. */
  readonly afterwards?: () => Promise<void>;
  readonly kills: number;
  /** Between two kills, at most. */
  readonly pauseMsMax: number;
  readonly below: (limit: number) => number;
}

interface Kill<Name> {
  readonly name: Name;
  readonly atMs: number;
}

/** The minute of the supervisor begins when it hears of an end, which is later than we send the signal. */
const MARGIN_MS = 1_000;

/**
 * Kills one after the other at random moments: also one that is just being started again, and one while another is. None
 * so often that its supervisor would leave it down. @returns how often each was killed
 */
export async function killAtRandom<Name extends string>(
  options: RandomKills<Name>,
): Promise<Readonly<Record<string, number>>> {
  const { names, kill, afterwards, kills, pauseMsMax, below } = options;
  const killed: Kill<Name>[] = [];
  while (killed.length < kills) {
    await sleep(below(pauseMsMax));
    const nowMs = performance.now();
    const recent = killed.filter(({ atMs }) => nowMs - atMs < WINDOW_MS + MARGIN_MS);
    const allowed = names.filter(
      (name) => recent.filter((one) => one.name === name).length < RESTARTS_MAX,
    );
    // Each is among them in any case, the first one first: who takes the orders, where that is somebody who dies.
    const name = names[killed.length] ?? allowed[below(Math.max(1, allowed.length))];
    if (name === undefined) continue;
    await kill(name);
    killed.push({ name, atMs: performance.now() });
    await afterwards?.();
  }
  return Object.fromEntries(
    names.map((name) => [name, killed.filter((one) => one.name === name).length]),
  );
}
