import { type CsvRow, readCsv } from './csv.ts';
import type { RecordedAction, RecordedRow, RecordedTrade } from './flow.ts';
import { integerField, positiveField } from './integer.ts';
import { RecordingError } from './recording-error.ts';

const OPENING = ['order_id', 'side', 'price_cents', 'quantity_satoshi'] as const;
const ORDERS = ['seq', 'recv_ms', 'action', ...OPENING] as const;
const TRADES = ['seq', 'recv_ms', 'trade_id', 'price_cents', 'size_satoshi'] as const;

type OrderColumn = (typeof OPENING)[number];

/** Orders that rested before the recording began, in the order in which they are to be placed. */
export async function readOpeningBook(file: string): Promise<readonly RecordedRow[]> {
  const rows = await readCsv(file, OPENING);
  return rows.map((row) => ({
    ...newOrder(file, row),
    name: `o${row.line}`,
    sequence: -1,
    receivedMs: 0,
  }));
}

/** The flow, in the order recorded: `seq` grows from row to row. */
export async function readOrders(file: string): Promise<readonly RecordedRow[]> {
  let last = -1;
  return (await readCsv(file, ORDERS)).map((row) => {
    const sequence = integerField(file, row.line, 'seq', row.fields.seq);
    if (sequence <= last) {
      throw new RecordingError(file, row.line, `seq ${sequence} does not come after ${last}`);
    }
    last = sequence;
    const receivedMs = integerField(file, row.line, 'recv_ms', row.fields.recv_ms);
    return { ...actionOf(file, row), name: `n${row.line}`, sequence, receivedMs };
  });
}

/** What the venue traded. Only compared with, never fed. */
export async function readTrades(file: string): Promise<readonly RecordedTrade[]> {
  return (await readCsv(file, TRADES)).map(({ line, fields }) => ({
    priceCents: positiveField(file, line, 'price_cents', fields.price_cents),
    quantityUnits: positiveField(file, line, 'size_satoshi', fields.size_satoshi),
  }));
}

function actionOf(file: string, row: CsvRow<(typeof ORDERS)[number]>): RecordedAction {
  const { action } = row.fields;
  switch (action) {
    case 'new':
      return newOrder(file, row);
    case 'cancel':
      return { kind: 'cancel', orderId: orderIdOf(file, row) };
    case 'replace':
      return { kind: 'replace', orderId: orderIdOf(file, row), priceCents: priceOf(file, row) };
    default:
      throw new RecordingError(file, row.line, `action "${action}" is not new, cancel or replace`);
  }
}

function newOrder(
  file: string,
  row: CsvRow<OrderColumn>,
): Extract<RecordedAction, { kind: 'new' }> {
  const { side, quantity_satoshi } = row.fields;
  if (side !== 'buy' && side !== 'sell') {
    throw new RecordingError(file, row.line, `side "${side}" is not buy or sell`);
  }
  const quantityUnits = positiveField(file, row.line, 'quantity_satoshi', quantity_satoshi);
  const orderId = orderIdOf(file, row);
  return { kind: 'new', orderId, side, priceCents: priceOf(file, row), quantityUnits };
}

function priceOf(file: string, row: CsvRow<OrderColumn>): number {
  return positiveField(file, row.line, 'price_cents', row.fields.price_cents);
}

function orderIdOf(file: string, { line, fields }: CsvRow<OrderColumn>): string {
  if (/^[A-Za-z0-9_-]{1,36}$/.test(fields.order_id)) return fields.order_id;
  throw new RecordingError(
    file,
    line,
    `order_id "${fields.order_id}" is not 1 to 36 of A-Za-z0-9_-`,
  );
}
