import { timeColumn } from './snapshot.ts';

/** What something is valued at, as columns of a row: null where there is no mark. */
export interface StoredMark {
  readonly markPrice: string | null;
  readonly markSource: 'last' | null;
  readonly markAt: string | null;
}

/** The newest mark of a market up to a day, or of all days, as a row called `mark`. */
export function joinMark(symbol: string, upTo?: string): string {
  return `left join lateral (
    select price, source, at from truetape.marks
    where marks.symbol = ${symbol} ${upTo === undefined ? '' : `and marks.day <= ${upTo}`}
    order by marks.day desc limit 1) as mark on true`;
}

export const MARK_COLUMNS = [
  'mark.price as "markPrice"',
  'mark.source as "markSource"',
  timeColumn('mark.at', '"markAt"'),
].join(', ');

/** The mark as an answer has it, and nothing where there is none. */
export function markIn({ markPrice: price, markSource: source, markAt: at }: StoredMark) {
  return price === null || source === null || at === null ? {} : { mark: { price, source, at } };
}
