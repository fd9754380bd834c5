import type { Beat, Epoch, MarketBoard } from './market-board.ts';
import type { MarketChange, MarketState } from './market-state.ts';
import { type MarketDelta, MarketView } from './market-view.ts';
import type { Markets } from './markets.ts';

export interface MirrorListener {
  /** Told of each whole input, also of those that change nothing that is shown, none missing. */
  readonly onDelta: (delta: MarketDelta) => void;
  /** This market is shown anew: changes were missed, and what came of them is here. */
  readonly onReset: (symbol: string) => void;
}

export interface MirrorOptions {
  readonly board: MarketBoard;
  readonly listener: MirrorListener;
  /** Without a beat that confirms every market for so long it is not current. For ever when left out. */
  readonly staleMs?: number;
  /** Told whenever a market is read from the board. */
  readonly onRead?: () => void;
}

/** Changes of one market that wait for its state to be read; with more of them it is read again. */
const WAITING_MAX = 10_000;

interface Shown {
  readonly epoch: Epoch;
  readonly view: MarketView;
}

/**
 * The markets of a board in this process. A market is what was read of it and every change since, each the one after the
 * last; where one is missing the market is read again. Only the publisher of the latest epoch is believed, and only as
 * long as it beats: a board that has stopped, lost something or come back with older content cannot beat for it.
 */
export class Mirror implements Markets {
  readonly #options: MirrorOptions;
  readonly #shown = new Map<string, Shown>();
  /** Markets that are being read, with the changes heard meanwhile. */
  readonly #waiting = new Map<string, MarketChange[]>();
  /** Where the last beat was ahead of what is shown: a change may still be on its way. */
  readonly #ahead = new Map<string, number>();
  readonly #unlisten: () => void;
  #epoch: Epoch = '';
  #position = -1;
  #confirmedAtMs = Number.NEGATIVE_INFINITY;
  #isStopped = false;

  constructor(options: MirrorOptions) {
    this.#options = options;
    this.#unlisten = options.board.listen({
      onChange: (epoch, change) => this.#changed(epoch, change),
      onBeat: (beat) => this.#beaten(beat),
    });
  }

  /** All markets are shown as they were at a beat that is not too old. */
  get isCurrent(): boolean {
    return this.ageMs <= (this.#options.staleMs ?? Number.MAX_VALUE);
  }

  /** Since a beat confirmed every market. */
  get ageMs(): number {
    return performance.now() - this.#confirmedAtMs;
  }

  get position(): number {
    return this.#position;
  }

  market(symbol: string): MarketView | undefined {
    return this.#shown.get(symbol)?.view;
  }

  symbols(): Iterable<string> {
    return this.#shown.keys();
  }

  stop(): void {
    this.#isStopped = true;
    this.#unlisten();
    this.#waiting.clear();
  }

  #changed(epoch: Epoch, change: MarketChange): void {
    if (!this.#follows(epoch)) return;
    const { symbol, sequence } = change.head;
    const shown = this.#shown.get(symbol);
    if (shown?.epoch === epoch) {
      if (sequence <= shown.view.head.sequence) return;
      if (shown.view.follows(change)) {
        this.#options.listener.onDelta(shown.view.apply(change));
        return;
      }
    }
    this.#wait(symbol, change);
  }

  #beaten({ epoch, position, heads }: Beat): void {
    if (!this.#follows(epoch) || position < this.#position) return;
    let isWhole = true;
    for (const [symbol, sequence] of Object.entries(heads)) {
      const shown = this.#shown.get(symbol);
      const isOurs = shown?.epoch === epoch;
      if (isOurs && shown.view.head.sequence >= sequence) {
        if (shown.view.head.sequence === sequence) shown.view.reflects(position);
        this.#ahead.delete(symbol);
        continue;
      }
      isWhole = false;
      const ahead = this.#ahead.get(symbol);
      if (!isOurs || (ahead !== undefined && shown.view.head.sequence < ahead)) this.#wait(symbol);
      this.#ahead.set(symbol, sequence);
    }
    if (!isWhole) return;
    this.#position = position;
    this.#confirmedAtMs = performance.now();
  }

  /** False for what an earlier publisher says. */
  #follows(epoch: Epoch): boolean {
    if (epoch < this.#epoch || this.#isStopped) return false;
    if (epoch > this.#epoch) {
      this.#epoch = epoch;
      this.#waiting.clear();
      this.#ahead.clear();
    }
    return true;
  }

  #wait(symbol: string, change?: MarketChange): void {
    const waiting = this.#waiting.get(symbol);
    if (waiting === undefined) {
      const changes = change === undefined ? [] : [change];
      this.#waiting.set(symbol, changes);
      void this.#read(symbol, changes);
    } else if (change !== undefined) {
      if (waiting.length >= WAITING_MAX) waiting.length = 0;
      waiting.push(change);
    }
  }

  /** What does not come of it, the next beat asks for again. */
  async #read(symbol: string, waiting: readonly MarketChange[]): Promise<void> {
    const posted = await this.#options.board.read(symbol);
    this.#options.onRead?.();
    if (this.#waiting.get(symbol) !== waiting) return;
    this.#waiting.delete(symbol);
    if (posted === undefined || posted.epoch !== this.#epoch) return;
    const view = viewOf(posted.state);
    if (view === undefined) return;
    for (const change of waiting) {
      if (change.head.sequence <= view.head.sequence) continue;
      if (!view.follows(change)) break;
      view.apply(change);
    }
    const before = this.#shown.get(symbol)?.view;
    if (before !== undefined && view.head.sequence < before.head.sequence) return;
    if (view.head.sequence === before?.head.sequence) view.reflects(before.position);
    this.#shown.set(symbol, { epoch: posted.epoch, view });
    if (before !== undefined) this.#options.listener.onReset(symbol);
  }
}

/** Undefined for what no market can be: a board may have been written to by somebody else. */
function viewOf(state: MarketState): MarketView | undefined {
  try {
    return new MarketView(state);
  } catch {
    return undefined;
  }
}
