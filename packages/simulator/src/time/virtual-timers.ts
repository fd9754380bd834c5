import type { Task, VirtualTime } from './virtual-time.ts';

/** What product code holds of a timer. */
class VirtualTimer {
  task: Task;

  constructor(task: Task) {
    this.task = task;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }
}

type Timed = (...values: unknown[]) => void;

/**
 * Puts the timers and clocks of a {@link VirtualTime} in the place of the host's: whatever runs from now on waits and
 * tells the time by it. Answers how to put the host's back.
 */
export function useVirtualTimers(time: VirtualTime): () => void {
  const clear = (timer: unknown) => {
    if (timer instanceof VirtualTimer) time.cancel(timer.task);
  };
  const virtual = {
    setTimeout: (run: Timed, delayMs = 0, ...values: unknown[]) =>
      new VirtualTimer(time.after(Math.max(1, delayMs) * 1_000, () => run(...values))),
    setImmediate: (run: Timed, ...values: unknown[]) =>
      new VirtualTimer(time.after(0, () => run(...values))),
    setInterval: (run: Timed, everyMs = 1, ...values: unknown[]) => {
      const everyUs = Math.max(1, everyMs) * 1_000;
      const turn = () => {
        timer.task = time.after(everyUs, turn);
        run(...values);
      };
      const timer = new VirtualTimer(time.after(everyUs, turn));
      return timer;
    },
    clearTimeout: clear,
    clearImmediate: clear,
    clearInterval: clear,
  };
  const host = Object.fromEntries(
    Object.keys(virtual).map((name) => [name, Reflect.get(globalThis, name)]),
  );
  const clocks = { now: Date.now, highNow: performance.now };
  Object.assign(globalThis, virtual);
  Date.now = () => time.nowMs;
  performance.now = () => time.nowUs / 1_000;
  return () => {
    Object.assign(globalThis, host);
    Date.now = clocks.now;
    performance.now = clocks.highNow;
  };
}
