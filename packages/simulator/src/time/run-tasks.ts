import { setImmediate as nextTurn } from 'node:timers';
import type { VirtualTime } from './virtual-time.ts';

/** So many tasks are planned in a turn of the host's event loop: a turn costs more than a task. */
const TASKS_PER_TURN = 64;

/**
 * Runs task after task, each with all the promises that it settles, until `isOver` says so or nothing is left to do.
 * What a task throws, and what nobody catches of its promises, goes to `onError`.
 */
export function runTasks(
  time: VirtualTime,
  isOver: () => boolean,
  onError: (error: unknown) => void,
): Promise<void> {
  return new Promise((resolve) => {
    let ended = false;
    const end = () => {
      ended = true;
      process.off('unhandledRejection', onError);
      resolve();
    };
    // Between two immediates the host runs every microtask there is.
    const task = () => {
      if (ended) return;
      try {
        if (isOver() || !time.step()) end();
      } catch (error) {
        onError(error);
      }
    };
    const turn = () => {
      if (ended) return;
      for (let i = 0; i < TASKS_PER_TURN; i++) nextTurn(task);
      nextTurn(turn);
    };
    process.on('unhandledRejection', onError);
    turn();
  });
}
