/** An order that may stand in the book. */
export interface Standing {
  readonly side: 'buy' | 'sell';
  price: number;
  /** No more than this is shown at once. */
  readonly mostShown: number;
  shown: number;
  /** Its stop is not reached: it does not stand yet. */
  waits: boolean;
  /** Others see it. */
  rests: boolean;
}
