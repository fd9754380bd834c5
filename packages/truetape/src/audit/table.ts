/** A value of a row may be left out: then there is nothing to show. */
export type TableRow = Readonly<Record<string, string | undefined>>;

const GAP = '  ';
/** The last column is wrapped down to this; where even that is too wide, rows are written as lists. */
const LEAST_WIDTH = 32;

/**
 * Rows below each other, or where the terminal is too narrow for that each as a list of its own. The columns are those of
 * `columns` that any row has; the last one takes the width that is left.
 */
export function tableLines(
  columns: readonly string[],
  rows: readonly TableRow[],
  width: number,
): readonly string[] {
  const used = columns.filter((column) => rows.some((row) => cell(row, column) !== ''));
  const widths = used.map((column) =>
    Math.max(column.length, ...rows.map((row) => cell(row, column).length)),
  );
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + GAP.length, 0);
  const last = Math.min(widths.at(-1) ?? 0, width - before);
  if (last < Math.min(LEAST_WIDTH, widths.at(-1) ?? 0)) return listLines(used, rows, width);
  const numeric = new Set(
    used.filter((column) => rows.every((row) => isNumber(cell(row, column)))),
  );
  const heading = Object.fromEntries(used.map((column) => [column, column]));
  return [heading, ...rows].flatMap((row) => {
    const cells = used.map((column, at) => {
      const text = cell(row, column);
      return numeric.has(column) ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
    });
    const start = cells.slice(0, -1).map((text) => text + GAP);
    return wrapped(start.join(''), cells.at(-1) ?? '', last);
  });
}

function listLines(columns: readonly string[], rows: readonly TableRow[], width: number) {
  const names = Math.max(...columns.map((column) => column.length));
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...columns
      .filter((column) => cell(row, column) !== '')
      .flatMap((column) => {
        const start = column.padEnd(names) + GAP;
        return wrapped(start, cell(row, column), Math.max(1, width - start.length));
      }),
  ]);
}

/** Numbers stand below each other by their last digits. */
const isNumber = (text: string) => /^(-?[0-9.]+)?$/.test(text);

/** A text behind a beginning, its further lines below its first one. */
function wrapped(start: string, text: string, width: number): readonly string[] {
  if (text.length <= width) return [(start + text).trimEnd()];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > width && line !== '') {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines.map((one, at) => ((at === 0 ? start : ' '.repeat(start.length)) + one).trimEnd());
}

/** What a log says is shown, never obeyed: control characters would move the cursor of a terminal. */
function cell(row: TableRow, column: string): string {
  return (row[column] ?? '').replaceAll(/\p{Cc}/gu, '?');
}
