import { failed, ok } from '@truetape/kernel';
import type {
  Beat,
  BoardListener,
  Epoch,
  MarketBoard,
  Place,
  Posted,
  Put,
} from '../market-board.ts';
import type { MarketChange, MarketState } from '../market-state.ts';
import { MarketView } from '../market-view.ts';

/** The port in the plainest way there is, for tests of what stands on it: what is posted is heard at once. */
export class MemoryBoard implements MarketBoard {
  readonly #posted = new Map<string, { readonly epoch: Epoch; readonly view: MarketView }>();
  readonly #listeners = new Set<BoardListener>();
  #epoch: Epoch | undefined;
  #isOpen = true;

  async replace(epoch: Epoch, state: MarketState): Promise<Put> {
    const { symbol, sequence } = state.head;
    const posted = this.#posted.get(symbol);
    if (!this.#isOpen) return failed('UNAVAILABLE');
    if (posted !== undefined && posted.epoch > epoch) return failed('REPLACED');
    if (posted?.epoch === epoch && posted.view.head.sequence > sequence) return failed('BEHIND');
    this.#posted.set(symbol, { epoch, view: new MarketView(state) });
    return ok(undefined);
  }

  async apply(epoch: Epoch, change: MarketChange): Promise<Put> {
    const posted = this.#posted.get(change.head.symbol);
    if (!this.#isOpen) return failed('UNAVAILABLE');
    if (posted !== undefined && posted.epoch > epoch) return failed('REPLACED');
    if (posted?.epoch !== epoch || posted.view.head.sequence !== change.previous) {
      return failed('BEHIND');
    }
    posted.view.apply(change);
    for (const { onChange } of this.#listeners) onChange(epoch, change);
    return ok(undefined);
  }

  async beat(beat: Beat): Promise<Put> {
    if (!this.#isOpen) return failed('UNAVAILABLE');
    if (this.#epoch !== undefined && this.#epoch > beat.epoch) return failed('REPLACED');
    this.#epoch = beat.epoch;
    for (const { onBeat } of this.#listeners) onBeat(beat);
    return ok(undefined);
  }

  async lastEpoch(): Promise<Epoch | undefined> {
    return this.#epoch;
  }

  async placeOf(symbol: string): Promise<Place | undefined> {
    const posted = this.#posted.get(symbol);
    return posted && { epoch: posted.epoch, sequence: posted.view.head.sequence };
  }

  async read(symbol: string): Promise<Posted | undefined> {
    const posted = this.#posted.get(symbol);
    return posted && { epoch: posted.epoch, state: posted.view.state() };
  }

  listen(listener: BoardListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  isThere(): boolean {
    return this.#isOpen;
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    this.#epoch = undefined;
    this.#posted.clear();
    this.#listeners.clear();
  }

  /** As other boards may at any time. */
  forget(): void {
    this.#posted.clear();
    this.#epoch = undefined;
  }
}
