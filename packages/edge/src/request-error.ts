import type { RequestFailure } from './problem.ts';

/** Carries a failure through Fastify where it only takes errors. Nothing else throws it. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly failure: RequestFailure;

  constructor(failure: RequestFailure) {
    super(failure.code);
    this.failure = failure;
  }
}
