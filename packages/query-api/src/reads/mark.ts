import type { PositionLine } from '@truetape/contracts';
import { timeColumn } from './snapshot.ts';

type Mark = NonNullable<PositionLine['mark']>;

/** What something is valued at, as columns of a row: null where there is no mark. */
export interface StoredMark {
  readonly markPrice: string | null;
  readonly markSource: Mark['source'] | null;
  readonly markAt: string | null;
}

/** The last trade of a market as a row called `mark`. */
export const joinLastTrade = (symbol: string) => `left join lateral (
    select price, 'last' as source, at from truetape.marks where marks.symbol = ${symbol}
    order by marks.day desc limit 1) as mark on true`;

/** Where a market was when a day ended, as a row called `mark`: what was recorded then, or its last trade until then. */
export const joinDayMark = (symbol: string, day: string) => `left join lateral (
    (select price, source, at, 1 as place from truetape.day_marks
      where day_marks.symbol = ${symbol} and day_marks.day = ${day})
    union all
    (select price, 'last', at, 2 from truetape.marks
      where marks.symbol = ${symbol} and marks.day <= ${day}
      order by marks.day desc limit 1)
    order by place limit 1) as mark on true`;

export const MARK_COLUMNS = [
  'mark.price as "markPrice"',
  'mark.source as "markSource"',
  timeColumn('mark.at', '"markAt"'),
].join(', ');

/** The mark as an answer has it, and nothing where there is none. */
export function markIn({ markPrice: price, markSource: source, markAt: at }: StoredMark) {
  return price === null || source === null || at === null ? {} : { mark: { price, source, at } };
}
