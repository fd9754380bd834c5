import type { Result } from '@truetape/kernel';
import type { MarketChange, MarketState } from './market-state.ts';

/**
 * Names a publisher, and says which of two began later: the greater one, compared as text. What one publisher has made
 * is never mixed with what another one has.
 */
export type Epoch = string;

/** Told again and again: the publisher lives, and this is how far it is. */
export interface Beat {
  readonly epoch: Epoch;
  /** Of the log: up to here everything is in the heads. It never goes back within an epoch. */
  readonly position: number;
  /** Every market that is listed, with the sequence of its last input. */
  readonly heads: Readonly<Record<string, number>>;
}

/** A state with the epoch that made it. */
export interface Posted {
  readonly epoch: Epoch;
  readonly state: MarketState;
}

/** Where a posted market is. */
export interface Place {
  readonly epoch: Epoch;
  readonly sequence: number;
}

export type PutFailure =
  /** A later publisher has been here. */
  | 'REPLACED'
  /** What is there is not what this change follows, or is newer than this state; it stays as it is. */
  | 'BEHIND'
  /** Nobody knows whether it was taken. */
  | 'UNAVAILABLE';

export type Put = Result<void, PutFailure>;

export interface BoardListener {
  readonly onChange: (epoch: Epoch, change: MarketChange) => void;
  readonly onBeat: (beat: Beat) => void;
}

/**
 * Where one process posts what everybody may see of the markets of one log, and where any number of others find it and
 * hear of each change. It may forget anything at any time, and be away: it is never the only one who knows.
 *
 * Promises of every adapter, proven by the contract suite:
 * - a posted market is whole, of one epoch, at one sequence; or it is not there;
 * - an older epoch never changes what a later one has posted; within an epoch a market never goes back;
 * - a change is taken only where the one before it is, and is told exactly when it is taken;
 * - who listens hears the changes of a market in their order: some may be missing, and `previous` shows it;
 * - boards of other logs are other boards.
 *
 * Nothing rejects: what cannot be reached within the adapter's limits is `UNAVAILABLE`, or undefined.
 */
export interface MarketBoard {
  /** Posts a market whole. Nobody is told: the next beat says where it is. */
  replace(epoch: Epoch, state: MarketState): Promise<Put>;

  /** Changes a posted market, and tells. Calls are taken in their order. */
  apply(epoch: Epoch, change: MarketChange): Promise<Put>;

  beat(beat: Beat): Promise<Put>;

  /** Of the publisher that was here last. */
  lastEpoch(): Promise<Epoch | undefined>;

  placeOf(symbol: string): Promise<Place | undefined>;

  read(symbol: string): Promise<Posted | undefined>;

  /** @returns how to hear no more */
  listen(listener: BoardListener): () => void;

  /** False while it is known to be away. */
  isThere(): boolean;

  close(): Promise<void>;
}
