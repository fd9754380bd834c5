import type { MarketBoard } from '../market-board.ts';

/** How the suite gets at one adapter. */
export interface BoardHarness {
  /** A new, empty place. */
  readonly open: () => Promise<BoardsUnderTest>;
}

export interface BoardsUnderTest {
  /** The board of a log as one more process has it, which hears from now on. */
  board(logId: string): Promise<MarketBoard>;
  /** Everything that is posted is gone, and nobody is told. */
  forget(): Promise<void>;
  dispose(): Promise<void>;
}

/** One promise of the port. */
export interface BoardRule {
  readonly title: string;
  readonly check: (subject: BoardsUnderTest) => Promise<void>;
}
