import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BoardHarness } from '@truetape/market-data/contract';
import { RedisBoard, type RedisBoardOptions } from '../../src/redis-board.ts';

const SILENT = { info: () => undefined, warn: () => undefined };
const READY_MS_MAX = 10_000;

/** A board whose connections are up. */
export async function openBoard(options: Partial<RedisBoardOptions>): Promise<RedisBoard> {
  const board = new RedisBoard({ url: '', logId: 'log', logger: SILENT, ...options });
  const deadline = performance.now() + READY_MS_MAX;
  while (!board.isThere()) {
    if (performance.now() > deadline) throw new Error('The board does not come up');
    await sleep(5);
  }
  return board;
}

/** @param servers what is forgotten; @param wrap breaks a promise, for tests of the suite */
export function redisHarness(
  servers: () => { readonly url: string; readonly forget: () => Promise<unknown> },
  options: Partial<RedisBoardOptions> = {},
): BoardHarness {
  return {
    open: async () => {
      const { url, forget } = servers();
      const boards: RedisBoard[] = [];
      await forget();
      // What one rule has told may still be on its way when the next one listens.
      const run = randomUUID();
      return {
        board: async (logId) => {
          const board = await openBoard({ url, logId: `${logId}-${run}`, ...options });
          boards.push(board);
          return board;
        },
        forget: async () => void (await forget()),
        dispose: async () => {
          for (const board of boards) await board.close();
        },
      };
    },
  };
}
