import type { MarketCheckpoint, Outcome } from '@truetape/domain';
import type { Market } from './market.ts';
import { type Digest, stateOf } from './snapshot.ts';

/** Counts the inputs of a market, and says what its state is after each so many of them. */
export class Checkpoints {
  /** Applied so far. */
  inputs = 0;
  /** How many inputs lie between two checkpoints; 0 while none are scheduled. */
  every = 0;

  /** The outcomes of the input that was just applied, with the checkpoint as the last one where it is due. */
  after(market: Market, outcomes: readonly Outcome[], digest: Digest): readonly Outcome[] {
    this.inputs += 1;
    if (this.every === 0 || this.inputs % this.every !== 0) return outcomes;
    const stateHash = digest(stateOf(market));
    const checkpoint: MarketCheckpoint = {
      type: 'MarketCheckpoint',
      inputs: this.inputs,
      stateHash,
    };
    return [...outcomes, checkpoint];
  }
}
