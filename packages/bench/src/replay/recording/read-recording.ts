import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Recording } from './flow.ts';
import { readBooks } from './read-books.ts';
import { readOpeningBook, readOrders, readTrades } from './read-orders.ts';

/**
 * Reads a folder of recorded order flow; `docs/replay.md` has the format. Only `orders.csv` is required: without
 * the other files the book starts empty, and there is nothing to compare with.
 *
 * @throws RecordingError that names the file and line at fault
 */
export async function readRecording(folder: string): Promise<Recording> {
  const optional = async <Row>(name: string, read: (file: string) => Promise<readonly Row[]>) => {
    const file = join(folder, name);
    return existsSync(file) ? read(file) : [];
  };
  const opening = await optional('opening-book.csv', readOpeningBook);
  const flow = await readOrders(join(folder, 'orders.csv'));
  const trades = await optional('trades.csv', readTrades);
  const books = await optional('books.jsonl', readBooks);
  return { rows: [...opening, ...flow], trades, books };
}
