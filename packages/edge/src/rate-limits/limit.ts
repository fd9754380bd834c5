/** So many units at once, and as many again, evenly, in so many seconds. A request takes as many as its weight. */
export interface RateLimit {
  readonly units: number;
  readonly seconds: number;
}

/** As it is called in `RateLimit` and `RateLimit-Policy`. */
export interface NamedLimit {
  readonly name: string;
  readonly limit: RateLimit;
}

/** What a request counts against: cancels have more, and of their own. */
export type Budget = 'general' | 'cancels' | 'signIn';

/** Requests are small, and reading them costs by their length: so many bytes are another unit. */
const UNIT_BYTES = 4_096;

/** What the length of a body or a message adds to the weight of its request. */
export const weightOfBytes = (bytes: number): number => Math.floor(bytes / UNIT_BYTES);

/** What a request takes of each limit of its budget. */
export interface Charge {
  readonly weight: number;
  readonly budget: Budget;
}
