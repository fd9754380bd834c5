/** What the driver asks of the process of the readers. Each is answered once, and there is one at a time. */
export type ReadersJob =
  | {
      readonly kind: 'follow';
      readonly port: number;
      readonly symbol: string;
      /** Connections, each with every channel. */
      readonly clients: number;
      /** How many more connections are opened that never read. */
      readonly stalled: number;
    }
  /** From here on everything is counted. */
  | { readonly kind: 'begin' }
  | { readonly kind: 'end' };

/** Changes of the book that one frame told, and when it arrived at each client that got it. */
export interface FrameArrivals {
  readonly sequences: readonly number[];
  /** Milliseconds since 1970. */
  readonly arrivedAtMs: readonly number[];
}

export interface ReadersReport {
  readonly frames: number;
  readonly messages: number;
  /** Messages that did not follow what their client had. */
  readonly gaps: number;
  /** Connections that ended, with the reason of each, and how many of them did not read. */
  readonly ended: readonly string[];
  readonly stalledEnded: readonly string[];
  /** Told that they read too slowly. */
  readonly slow: number;
  readonly arrivals: readonly FrameArrivals[];
}

export type ReadersAnswer =
  | { readonly ok: true; readonly outcome?: ReadersReport }
  | { readonly ok: false; readonly reason: string };

/** What each client follows of the market. */
export const FOLLOWED = [
  { channel: 'book', depth: 50 },
  { channel: 'trades' },
  { channel: 'ticker' },
] as const;

/** What those follow beside it that do not read. */
export const STALLED = [
  { channel: 'book', depth: 10 },
  { channel: 'book', depth: 500 },
  { channel: 'orders-of-book' },
] as const;
