import { describe, expect, it } from 'vitest';
import { readRecording } from '../../src/replay/recording/read-recording.ts';
import { folderWith, realRecording } from './support.ts';

const HEADER = 'seq,recv_ms,action,order_id,side,price_cents,quantity_satoshi';
const orders = (...rows: string[]) => folderWith({ 'orders.csv': [HEADER, ...rows].join('\n') });

describe('reading a recording', () => {
  it('gives the opening book first, then the flow, each row under the name of its line', async () => {
    const folder = folderWith({
      'opening-book.csv': 'order_id,side,price_cents,quantity_satoshi\n7,sell,26400,5\n',
      'orders.csv': `${HEADER}\n0,10,new,8,buy,23647,2\n2,11,replace,8,buy,23648,\n4,12,cancel,8,,,\n`,
    });
    expect((await readRecording(folder)).rows).toEqual([
      {
        ...{ name: 'o2', sequence: -1, receivedMs: 0, kind: 'new', orderId: '7', side: 'sell' },
        ...{ priceCents: 26400, quantityUnits: 5 },
      },
      {
        ...{ name: 'n2', sequence: 0, receivedMs: 10, kind: 'new', orderId: '8', side: 'buy' },
        ...{ priceCents: 23647, quantityUnits: 2 },
      },
      {
        ...{ name: 'n3', sequence: 2, receivedMs: 11, kind: 'replace', orderId: '8' },
        priceCents: 23648,
      },
      { name: 'n4', sequence: 4, receivedMs: 12, kind: 'cancel', orderId: '8' },
    ]);
  });

  it('needs only orders.csv', async () => {
    const { trades, books } = await readRecording(orders('0,10,new,8,buy,23647,2'));
    expect({ trades, books }).toEqual({ trades: [], books: [] });
  });

  it.each([
    ['0,10,amend,8,buy,1,2', 'orders.csv, line 2: action "amend" is not new, cancel or replace'],
    ['0,10,new,8,bid,1,2', 'orders.csv, line 2: side "bid" is not buy or sell'],
    ['0,10,new,8,buy,1.5,2', 'orders.csv, line 2: price_cents "1.5" is not a whole number'],
    ['0,10,new,8,buy,1,0', 'orders.csv, line 2: quantity_satoshi must be above zero'],
    ['0,10,new,8,buy,1,-2', 'orders.csv, line 2: quantity_satoshi "-2" is not a whole number'],
    ['0,10,new,8 9,buy,1,2', 'orders.csv, line 2: order_id "8 9" is not 1 to 36 of A-Za-z0-9_-'],
    ['x,10,cancel,8,,,', 'orders.csv, line 2: seq "x" is not a whole number'],
    ['0,10,cancel,8', 'orders.csv, line 2: 7 columns are needed, there are 4'],
    ['\n', 'orders.csv, line 2: 7 columns are needed, there are 1'],
    ['5,10,cancel,8,,,\n5,10,cancel,9,,,', 'orders.csv, line 3: seq 5 does not come after 5'],
  ])('names the file and line of a bad row: %s', async (rows, message) => {
    await expect(readRecording(orders(rows))).rejects.toThrow(message);
  });

  it('names a header that is not the documented one', async () => {
    const folder = folderWith({ 'orders.csv': 'seq,action\n' });
    const message = `orders.csv, line 1: the header must be "${HEADER}"`;
    await expect(readRecording(folder)).rejects.toThrow(message);
  });

  it('says that a folder has no orders', async () => {
    const message = 'orders.csv: cannot be read (ENOENT)';
    await expect(readRecording(folderWith({}))).rejects.toThrow(message);
  });

  it.each([
    ['{', 'books.jsonl, line 1: this is not JSON'],
    ['{"recv_ms":1,"bids":[],"asks":[]}', 'books.jsonl, line 1: seq is not a whole number'],
    [
      '{"seq":1,"recv_ms":1,"bids":[[1]],"asks":[]}',
      'books.jsonl, line 1: bids are not [price, quantity] pairs',
    ],
  ])('names the line of a bad book: %s', async (text, message) => {
    const folder = folderWith({ 'orders.csv': `${HEADER}\n`, 'books.jsonl': text });
    await expect(readRecording(folder)).rejects.toThrow(message);
  });

  const real = realRecording();
  it.skipIf(real === undefined)('reads the recorded morning whole', async () => {
    const { rows, trades, books } = await readRecording(real ?? '');
    const counts = (kind: string) => rows.filter((row) => row.kind === kind).length;
    expect([counts('new'), counts('cancel'), counts('replace')]).toEqual([25_081, 24_897, 36]);
    expect([trades.length, books.length]).toEqual([575, 5_011]);
  });
});
