import type { Channel } from '@truetape/contracts';
import type { LocalState, Snapshot } from './local-state.ts';

/** Of a feed that tells all that it shows each time: the newest. */
export class Newest<C extends Channel> implements LocalState<C> {
  #message: Snapshot<C> | undefined;

  get message(): Snapshot<C> | undefined {
    return this.#message;
  }

  snapshot(message: Snapshot<C>): void {
    this.#message = message;
  }

  delta(): boolean {
    return false;
  }

  async matches(): Promise<boolean> {
    return true;
  }
}
