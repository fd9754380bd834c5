import {
  MemoryBoard,
  Mirror,
  type MirrorListener,
  Publisher,
  type PublisherOptions,
} from '@truetape/market-data';

/** The markets as this process folds them from the log. */
export class OwnMarkets {
  readonly mirror: Mirror;
  readonly #publisher: Publisher;
  #hasFailed = false;

  constructor(
    { log, logger, metrics }: Pick<PublisherOptions, 'log' | 'logger' | 'metrics'>,
    listener: MirrorListener,
    onFailure: () => void,
  ) {
    const board = new MemoryBoard();
    this.mirror = new Mirror({ board, listener });
    const fail = () => {
      this.#hasFailed = true;
      onFailure();
    };
    this.#publisher = new Publisher({
      log,
      logger,
      metrics,
      board,
      onReplaced: fail,
      onFailure: fail,
    });
  }

  get isCurrent(): boolean {
    return this.mirror.isCurrent && !this.#hasFailed;
  }

  async stop(): Promise<void> {
    this.mirror.stop();
    await this.#publisher.stop();
  }
}
