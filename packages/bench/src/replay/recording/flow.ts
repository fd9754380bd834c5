/** What a recording says a participant did. Prices are whole cents, quantities whole 10⁻⁸ of the base asset. */
export type RecordedAction =
  | {
      readonly kind: 'new';
      readonly orderId: string;
      readonly side: 'buy' | 'sell';
      readonly priceCents: number;
      readonly quantityUnits: number;
    }
  | { readonly kind: 'cancel'; readonly orderId: string }
  | { readonly kind: 'replace'; readonly orderId: string; readonly priceCents: number };

/** One row: its name is unique in the recording and says where it stands (`o12` opening book, `n345` flow). */
export type RecordedRow = RecordedAction & {
  readonly name: string;
  /** Place in the venue's feed; -1 in the opening book. */
  readonly sequence: number;
  /** When it was received, in milliseconds since the epoch; 0 in the opening book. */
  readonly receivedMs: number;
};

export interface RecordedTrade {
  readonly priceCents: number;
  readonly quantityUnits: number;
}

/** `[priceCents, quantityUnits]`, best first. */
export type RecordedLevel = readonly [priceCents: number, quantityUnits: number];

/** The venue's own book after every row up to `sequence`. */
export interface RecordedBook {
  readonly sequence: number;
  readonly receivedMs: number;
  readonly bids: readonly RecordedLevel[];
  readonly asks: readonly RecordedLevel[];
}

export interface Recording {
  /** The opening book, then the flow. */
  readonly rows: readonly RecordedRow[];
  readonly trades: readonly RecordedTrade[];
  readonly books: readonly RecordedBook[];
}
