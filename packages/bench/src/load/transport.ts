import type { PlaceOrder } from '@truetape/contracts';

/** How orders reach the service. */
export type Via = 'http' | 'session';

/** `status` 0: the connection ended before the answer came. */
export type OnAnswer = (status: number, body: Buffer) => void;

/** The bytes of a request, all of them ASCII, and the account that it is for. */
export interface Sendable {
  readonly text: string;
  readonly account: number;
}

/** Places for requests in flight. */
export interface Pool {
  readonly free: () => number;
  /** True when a place took the request; false when none is free. */
  readonly send: (request: Sendable, onAnswer: OnAnswer) => boolean;
  readonly close: () => void;
}

/** What is asked for, in the words of a transport. */
export interface Wording {
  readonly place: (account: number, order: PlaceOrder) => string;
  readonly cancel: (account: number, orderId: string) => string;
  readonly batch: (account: number, orders: readonly PlaceOrder[]) => string;
}

export interface Transport {
  readonly pool: Pool;
  readonly wording: Wording;
}

export interface TransportOptions {
  readonly port: number;
  /** Requests in flight. */
  readonly size: number;
  /** Of the accounts, in order. */
  readonly tokens: readonly string[];
}
