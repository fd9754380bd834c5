import type { ServerResponse } from 'node:http';
import { Tally } from './tally.ts';

/**
 * Requests whose bodies are still coming, the longest awaited first. An honest body comes with its headers, or nearly: only
 * some of the places are for them, of all and of those of one network address.
 */
export class ComingBodies {
  readonly #max: number;
  readonly #maxPerAddress: number;
  readonly #networks = new Map<ServerResponse, string>();
  readonly #ofNetwork = new Tally();

  constructor(max: number, maxPerAddress: number) {
    this.#max = max;
    this.#maxPerAddress = maxPerAddress;
  }

  /** @returns whose body has been awaited for longest where they are too many now; its request has to end */
  add(response: ServerResponse, network: string): ServerResponse | undefined {
    this.#networks.set(response, network);
    this.#ofNetwork.up(network);
    if (this.#networks.size > this.#max) return this.#takeSlowest();
    if (this.#ofNetwork.of(network) > this.#maxPerAddress) return this.#takeSlowest(network);
    return undefined;
  }

  delete(response: ServerResponse): void {
    const network = this.#networks.get(response);
    if (network === undefined) return;
    this.#networks.delete(response);
    this.#ofNetwork.down(network);
  }

  #takeSlowest(network?: string): ServerResponse | undefined {
    for (const [response, from] of this.#networks) {
      if (network !== undefined && from !== network) continue;
      this.delete(response);
      // Its body is there, and waits for something else: then there is room without it.
      return response.req.complete ? undefined : response;
    }
    return undefined;
  }
}
