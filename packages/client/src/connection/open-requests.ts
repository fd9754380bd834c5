import type { StreamRequest } from '@truetape/contracts';

/** Requests that wait for their answer, by the id that the answer will have. */
export class OpenRequests {
  readonly #open = new Map<string, StreamRequest>();
  #count = 0;

  /** @returns the request as it is to be sent */
  add(request: StreamRequest): StreamRequest {
    this.#count += 1;
    const id = String(this.#count);
    this.#open.set(id, request);
    return { ...request, id };
  }

  /** What was asked, once: undefined for what was not, or not here. */
  answered(id: string | undefined): StreamRequest | undefined {
    const request = id === undefined ? undefined : this.#open.get(id);
    if (id !== undefined) this.#open.delete(id);
    return request;
  }

  /** What is answered to these is for nobody any more. */
  forget(isOver: (request: StreamRequest) => boolean): void {
    for (const [id, request] of this.#open) if (isOver(request)) this.#open.delete(id);
  }

  /** No answers will come any more. */
  clear(): void {
    this.#open.clear();
  }
}
