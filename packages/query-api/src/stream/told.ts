import type { Subscription } from '@truetape/contracts';
import { frameOf } from './frame.ts';

/** What a message says beside the name of its feed; its body is there too. */
export interface About {
  readonly type: string;
  readonly previous?: number;
  readonly sequence: number;
}

/** A message of a feed, written once for all who get it, and not at all for nobody. */
export class Told {
  readonly sequence: number;
  readonly #subscription: Subscription;
  readonly #about: About;
  #json: string | undefined;
  #frame: Buffer | undefined;

  constructor(subscription: Subscription, about: About) {
    this.sequence = about.sequence;
    this.#subscription = subscription;
    this.#about = about;
  }

  get json(): string {
    this.#json ??= JSON.stringify({ ...this.#subscription, ...this.#about });
    return this.#json;
  }

  /** A frame of its own. */
  get frame(): Buffer {
    this.#frame ??= frameOf([this.json]);
    return this.#frame;
  }
}
