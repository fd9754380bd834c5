import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { RecordingError } from './recording-error.ts';

/** One row with the number of its line in the file, counted from 1, so that an error can name it. */
export interface CsvRow<Column extends string> {
  readonly line: number;
  readonly fields: Readonly<Record<Column, string>>;
}

/** Rows of a plain CSV file: a header line with exactly these columns, no quotes, no empty lines. */
export async function readCsv<Column extends string>(
  file: string,
  columns: readonly Column[],
): Promise<readonly CsvRow<Column>[]> {
  const rows: CsvRow<Column>[] = [];
  let line = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    const cells = text.split(',');
    if (line === 1) {
      const wanted = columns.join(',');
      if (text !== wanted) throw new RecordingError(file, line, `the header must be "${wanted}"`);
      continue;
    }
    if (cells.length !== columns.length) {
      const detail = `${columns.length} columns are needed, there are ${cells.length}`;
      throw new RecordingError(file, line, detail);
    }
    const fields = Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
    rows.push({ line, fields: fields as Record<Column, string> });
  }
  if (line === 0) throw new RecordingError(file, 1, 'the file is empty');
  return rows;
}

export async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, { encoding: 'utf8' });
  const opened = new Promise<void>((resolve, reject) => {
    input.once('open', () => resolve());
    input.once('error', reject);
  });
  await opened.catch((error: NodeJS.ErrnoException) => {
    throw new RecordingError(file, undefined, `cannot be read (${error.code ?? error.message})`);
  });
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}
