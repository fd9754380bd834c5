import type { ClockInput } from '../market/input.ts';
import type { EpochMs } from '../value/units.ts';

/** What the clock of the markets is about, whichever event of the log says it. */
export type ClockEvent = DueAdded | DueRemoved | TradingBegun | ClockAdvanced;

/**
 * An order that ends by itself, an auction, or a client that must be heard again. Orders and accounts go by their ids,
 * auctions by their symbols.
 */
export interface DueAdded {
  readonly type: 'DueAdded';
  readonly name: string;
  readonly dueAt: EpochMs;
}

/** It is over already. */
export interface DueRemoved {
  readonly type: 'DueRemoved';
  readonly name: string;
}

/** There is something to trade: from now on days of trading end. */
export interface TradingBegun {
  readonly type: 'TradingBegun';
  readonly at: EpochMs;
}

/** Whatever is due until then happens now, in every market. */
export type ClockAdvanced = ClockInput;
