import { deepStrictEqual as equal } from 'node:assert';
import { describe, it } from 'vitest';
import { runTasks } from '../src/time/run-tasks.ts';
import { VirtualTime } from '../src/time/virtual-time.ts';
import { useVirtualTimers } from '../src/time/virtual-timers.ts';

const throwIt = (error: unknown) => {
  throw error;
};

describe('virtual time', () => {
  it('runs what is due first, and of that what was planned first', () => {
    const time = new VirtualTime(0);
    const ran: string[] = [];
    for (const [name, delay] of [
      ['c', 30],
      ['a', 10],
      ['d', 30],
      ['b', 20],
    ] as const) {
      time.after(delay, () => ran.push(`${name} at ${time.nowUs}`));
    }
    time.cancel(time.after(5, () => ran.push('cancelled')));
    while (time.step());
    equal(ran, ['a at 10', 'b at 20', 'c at 30', 'd at 30']);
  });

  it('lets all promises of a task settle before the next one', async () => {
    const time = new VirtualTime(0);
    const ran: string[] = [];
    time.after(1, () => {
      void Promise.resolve()
        .then(() => ran.push('promise'))
        .then(() => ran.push('promise of a promise'));
    });
    time.after(1, () => ran.push('task'));
    await runTasks(time, () => false, throwIt);
    equal(ran, ['promise', 'promise of a promise', 'task']);
  });

  it('is what timers wait for and clocks tell, until the host has them back', async () => {
    const time = new VirtualTime(5_000);
    const restore = useVirtualTimers(time);
    const told: number[] = [];
    setTimeout(() => told.push(Date.now()), 60_000);
    setImmediate(() => told.push(Date.now()));
    const every = setInterval(() => told.push(Date.now()), 20_000);
    setTimeout(() => clearInterval(every), 50_000);
    await runTasks(time, () => false, throwIt);
    restore();
    equal(told, [5_000, 25_000, 45_000, 65_000]);
  });

  it('tells of whatever a task throws, or a promise that nobody catches', async () => {
    const time = new VirtualTime(0);
    const errors: unknown[] = [];
    time.after(1, () => throwIt('thrown'));
    time.after(2, () => void Promise.reject('rejected'));
    await runTasks(
      time,
      () => false,
      (error) => errors.push(error),
    );
    equal(errors, ['thrown', 'rejected']);
  });
});
