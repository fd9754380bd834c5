import { Sequencer, type SequencerOptions } from './fold/sequencer.ts';
import type { MarketDelta, MarketView } from './market-view.ts';
import type { Markets } from './markets.ts';

export interface OwnMarketsOptions extends Pick<SequencerOptions, 'log' | 'logger'> {
  /** Told of each whole input after those that were in the log at the start. */
  readonly onDelta: (delta: MarketDelta) => void;
  /** Told once: an event could not be applied, or the log not be read. */
  readonly onFailure: () => void;
}

/**
 * The markets of a process that follows the log for itself. What it folds is what it shows: on the way to its readers
 * nothing is copied, and nothing can get lost.
 */
export class OwnMarkets implements Markets {
  readonly #sequencer: Sequencer;
  #isCurrent = false;

  constructor({ log, logger, onDelta, onFailure }: OwnMarketsOptions) {
    this.#sequencer = new Sequencer({
      log,
      logger,
      onChange: (_change, delta) => {
        if (this.#isCurrent) onDelta(delta);
      },
      onCaughtUp: () => {
        this.#isCurrent = true;
      },
      onFailure: (error) => {
        this.#isCurrent = false;
        logger.error({ err: error }, 'market data has stopped');
        onFailure();
      },
    });
  }

  get isCurrent(): boolean {
    return this.#isCurrent;
  }

  get position(): number {
    return this.#sequencer.position;
  }

  market(symbol: string): MarketView | undefined {
    const view = this.#sequencer.markets.get(symbol)?.view;
    view?.reflects(this.#sequencer.position);
    return view;
  }

  symbols(): Iterable<string> {
    return this.#sequencer.markets.keys();
  }

  stop(): Promise<void> {
    return this.#sequencer.stop();
  }
}
