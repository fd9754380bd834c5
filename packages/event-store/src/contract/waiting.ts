import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Waits until something holds, at most ten seconds, counted anew whenever `progress` is another: what has far to go may
 * take its time on a busy machine.
 *
 * @throws Error naming it when the time is over
 */
export async function until(
  what: string,
  holds: () => boolean,
  progress: () => number = () => 0,
): Promise<void> {
  let reached = progress();
  let deadline = performance.now() + 10_000;
  while (!holds()) {
    if (progress() !== reached) {
      reached = progress();
      deadline = performance.now() + 10_000;
    }
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}`);
    await delay(1);
  }
}

/** Long enough for whatever is due at once to have happened; proves that something does not happen. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await nextTurn();
  await delay(20);
}

/** Says whether a promise is settled by now. */
export async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const mark = () => {
    settled = true;
  };
  promise.then(mark, mark);
  await quiet();
  return settled;
}

/** A promise that a test settles. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
