import type { Page } from '@truetape/contracts';
import { stringify } from 'csv-stringify/sync';

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

/**
 * The columns of a list as CSV, in their order, each by the name that it has in JSON; `cause.type` is the `type` in the
 * `cause` of an item. `text` is what clients have chosen the words of, the others are amounts, times, ids and words of
 * ours.
 */
export type CsvColumns = Readonly<Record<string, 'ours' | 'text'>>;

/**
 * The items of a page as RFC 4180 has it: a line of names, then one for each item; what an item does not have is empty.
 *
 * Spreadsheets run cells that begin with `=`, `+`, `-`, `@`, a tab or a line break as formulas. Text gets an apostrophe
 * before such a beginning. Amounts below zero stay the numbers that they are: no client writes them.
 */
export function csvOf<Item extends object>({ items }: Page<Item>, columns: CsvColumns): string {
  return stringify([...items], {
    header: true,
    columns: Object.keys(columns),
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: {
      string: (value, { column }) => ({
        value,
        escape_formulas: columns[String(column)] === 'text',
      }),
    },
  });
}
