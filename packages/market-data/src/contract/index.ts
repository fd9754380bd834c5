export { describeBoardContract } from './describe.ts';
export type { BoardHarness, BoardRule, BoardsUnderTest } from './harness.ts';
export { MemoryBoard } from './memory-board.ts';
export { boardRules, checkBoardRule } from './rules.ts';
export { SampleMarket } from './sample-market.ts';
