import type { ChannelMessage } from '@truetape/contracts';

/** A message of a feed, written once for all who get it, and not at all for nobody. */
export class Told {
  readonly message: ChannelMessage;
  #json: string | undefined;

  constructor(message: ChannelMessage) {
    this.message = message;
  }

  get sequence(): number {
    return this.message.sequence;
  }

  get json(): string {
    this.#json ??= JSON.stringify(this.message);
    return this.#json;
  }
}
