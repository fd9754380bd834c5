import { type BoardHarness, MemoryBoard } from '@truetape/market-data/contract';
import type { MarketBoard } from '../src/index.ts';

/** In one process whoever looks at the board of a log has the same one. */
export function memoryHarness(
  wrap: (board: MarketBoard) => MarketBoard = (board) => board,
): BoardHarness {
  return {
    open: async () => {
      const boards = new Map<string, MemoryBoard>();
      return {
        board: async (logId) => {
          const board = boards.get(logId) ?? new MemoryBoard();
          boards.set(logId, board);
          return wrap(board);
        },
        forget: async () => {
          for (const board of boards.values()) board.forget();
        },
        dispose: async () => {
          for (const board of boards.values()) await board.close();
        },
      };
    },
  };
}
