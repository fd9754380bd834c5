import { stringify } from 'csv-stringify/sync';
import type { Page } from './read-rows.ts';

/** How rows are written: what is given page by page comes out as text. */
export type Format = (
  pages: AsyncIterable<Page>,
  columns: readonly string[],
) => AsyncIterable<string>;

/**
 * RFC 4180: a line of names, then one for each row. What is null is left out, and an empty text is `""`. Spreadsheets run cells
 * that begin with `=`, `+`, `-`, `@`, a tab or a line break as formulas: where somebody chose the words, such a cell begins with
 * an apostrophe. Amounts below zero stay the numbers that they are.
 */
async function* csv(
  pages: AsyncIterable<Page>,
  columns: readonly string[],
): AsyncGenerator<string> {
  const common = { columns: [...columns], record_delimiter: 'windows' } as const;
  yield stringify([], { ...common, header: true });
  for await (const { rows, texts } of pages) {
    yield stringify([...rows], {
      ...common,
      escape_formulas: true,
      cast: {
        boolean: String,
        object: (value) => JSON.stringify(value),
        string: (value, { column }) => ({
          value,
          quoted_empty: true,
          escape_formulas: texts.has(String(column)),
        }),
      },
    });
  }
}

/** A JSON object a line, with what is null. Amounts are strings: not every reader of JSON keeps all digits of a number. */
async function* ndjson(pages: AsyncIterable<Page>): AsyncGenerator<string> {
  for await (const { rows } of pages) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

export const FORMATS: Readonly<Record<string, Format>> = { csv, ndjson };
