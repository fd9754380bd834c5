export type { BookSide, TouchedLevel, TouchedLevels } from './book-side.ts';
export { BookWindow } from './book-window.ts';
export { Book } from './fold/book.ts';
export { Sequencer, type SequencerOptions } from './fold/sequencer.ts';
export type {
  Beat,
  BoardListener,
  Epoch,
  MarketBoard,
  Place,
  Posted,
  Put,
  PutFailure,
} from './market-board.ts';
export {
  type BookLevels,
  type BookOrders,
  type CandleChanges,
  type MarketChange,
  type MarketHead,
  type MarketState,
  type OrderChanges,
  RECENT_TRADES_MAX,
  type RecentTrade,
  type WireLevel,
} from './market-state.ts';
export { type MarketDelta, MarketView } from './market-view.ts';
export { MemoryBoard } from './memory/memory-board.ts';
export { Mirror, type MirrorListener, type MirrorOptions } from './mirror.ts';
export { Publisher, type PublisherOptions } from './publisher.ts';
