import { linesOf } from './csv.ts';
import type { RecordedBook, RecordedLevel } from './flow.ts';
import { RecordingError } from './recording-error.ts';

/** The venue's own best levels, one JSON object a line, in order of `seq`. */
export async function readBooks(file: string): Promise<readonly RecordedBook[]> {
  const books: RecordedBook[] = [];
  let line = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    const book = bookOf(file, line, text);
    if (book.sequence < (books.at(-1)?.sequence ?? 0)) {
      throw new RecordingError(file, line, `seq ${book.sequence} goes back`);
    }
    books.push(book);
  }
  return books;
}

function bookOf(file: string, line: number, text: string): RecordedBook {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new RecordingError(file, line, 'this is not JSON');
  }
  const book = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Record<
    string,
    unknown
  >;
  const { seq, recv_ms: receivedMs, bids, asks } = book;
  if (!isCount(seq)) throw new RecordingError(file, line, 'seq is not a whole number');
  if (!isCount(receivedMs)) throw new RecordingError(file, line, 'recv_ms is not a whole number');
  if (!isLevels(bids)) throw new RecordingError(file, line, 'bids are not [price, quantity] pairs');
  if (!isLevels(asks)) throw new RecordingError(file, line, 'asks are not [price, quantity] pairs');
  return { sequence: seq, receivedMs, bids, asks };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isLevels(value: unknown): value is readonly RecordedLevel[] {
  return (
    Array.isArray(value) &&
    value.every((level) => Array.isArray(level) && level.length === 2 && level.every(isCount))
  );
}
