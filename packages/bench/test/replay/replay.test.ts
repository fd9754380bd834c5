import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ReplayOptions } from '../../src/replay/options.ts';
import { readRecording } from '../../src/replay/recording/read-recording.ts';
import { replay } from '../../src/replay/replay.ts';
import { replayJson } from '../../src/replay/report.ts';
import { startVenueDouble } from '../double/venue-double.ts';
import { folderWith, KEYS, realRecording } from './support.ts';

const running: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const double of running.splice(0)) await double.close();
});

async function replayed(folder: string, options: Partial<ReplayOptions> = {}) {
  const double = await startVenueDouble();
  running.push(double);
  const keysFile = join(folderWith({ 'keys.json': KEYS }), 'keys.json');
  const recording = await readRecording(folder);
  const run = (more: Partial<ReplayOptions>) =>
    replay({ recording, url: double.url, keysFile, ...options, ...more });
  return { double, run };
}

const small = () =>
  folderWith({
    'opening-book.csv': 'order_id,side,price_cents,quantity_satoshi\n1,sell,10000,300\n',
    'orders.csv': [
      'seq,recv_ms,action,order_id,side,price_cents,quantity_satoshi',
      '0,1000,new,2,buy,9900,100',
      '2,1001,new,3,buy,10000,200',
      '4,1002,cancel,3,,,',
      '6,1003,replace,2,buy,10000,',
      '8,1004,cancel,2,,,',
      '10,1005,cancel,99,,,',
      '12,1006,new,4,sell,10100,50',
      '14,1007,cancel,4,,,',
    ].join('\n'),
    'trades.csv':
      'seq,recv_ms,trade_id,price_cents,size_satoshi\n3,1,1,10000,200\n7,1,2,10000,100\n9,1,3,9,9\n',
    'books.jsonl': '{"seq":1,"recv_ms":1,"bids":[[9900,100]],"asks":[[10000,300]]}\n',
  });

describe('a replay', () => {
  it('feeds rows, compares trades and books, and counts changes that came too late', async () => {
    const { run } = await replayed(small());
    const report = await run({});
    expect(replayJson(report)).toMatchObject({
      ...{ orders: 4, trades: 2, recordedTrades: 3, matched: 2, inOrder: 2 },
      ...{ bookSnapshots: 1, bookSnapshotsEqual: 1 },
    });
    const { commands, cancelsTooLate, replacesTooLate, changesOfUnknownOrders } = report;
    expect({ commands, cancelsTooLate, replacesTooLate, changesOfUnknownOrders }).toEqual({
      ...{ commands: 9, cancelsTooLate: 2, replacesTooLate: 0, changesOfUnknownOrders: 1 },
    });
    expect(report.fill.count).toBe(2);
  });

  it('prints as JSON exactly the documented fields', async () => {
    const { run } = await replayed(small());
    expect(Object.keys(replayJson(await run({})))).toEqual([
      ...['orders', 'trades', 'recordedTrades', 'matched', 'inOrder', 'bookSnapshots'],
      ...['bookSnapshotsEqual', 'ordersPerSecond', 'ackMsP50', 'ackMsP99', 'fillMsP50'],
      'fillMsP99',
    ]);
  });

  it.each(['before', 'after'] as const)(
    'sends the same request again when the connection ends %s it was done, and does it once',
    async (moment) => {
      const { double, run } = await replayed(small());
      const report = await run({ beforeStep: () => double.breakNextRequest(moment) });
      expect(report).toMatchObject({ matched: 2, inOrder: 2, cancelsTooLate: 2 });
      expect(report.repeats).toBeGreaterThanOrEqual(7);
      expect(new Set(double.log).size).toBe(double.log.length);
      expect(double.log.length).toBe(6);
    },
  );

  it('comes back to the trades feed when its connection ends', async () => {
    const { double, run } = await replayed(small());
    let steps = 0;
    const beforeStep = async () => {
      steps += 1;
      if (steps === 1) {
        double.dropFeed();
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    };
    expect((await run({ beforeStep })).fill.count).toBe(2);
  });

  it('gives up after its patience when nobody answers', async () => {
    const { double, run } = await replayed(small());
    const beforeStep = () => double.close();
    await expect(run({ beforeStep, patienceMs: 200 })).rejects.toThrow('was not answered');
    running.splice(0);
  });

  it('run again in the same market finds every order as it is and places none', async () => {
    const { double, run } = await replayed(small());
    const first = await run({ symbol: 'BTC-USD' });
    const events = double.log.length;
    const second = await run({ symbol: 'BTC-USD' });
    expect(double.log.length).toBe(events);
    expect(second.trades).toEqual(first.trades);
  });

  it('keeps every receipt', async () => {
    const { run } = await replayed(small());
    // Four deposits, four orders, and the two changes that came in time.
    expect((await run({})).receipts.length).toBe(10);
  });

  const real = realRecording();
  it.skipIf(real === undefined)(
    'of the first rows of the recorded morning equals an independent price-time matcher',
    { timeout: 60_000 },
    async () => {
      const { run } = await replayed(real ?? '');
      const whole = await readRecording(real ?? '');
      const rows = whole.rows.slice(0, 187 + 5_000);
      const last = rows.at(-1)?.sequence ?? 0;
      const books = whole.books.filter((book) => book.sequence <= last);
      const report = await run({ recording: { ...whole, rows, books } });
      expect(replayJson(report)).toMatchObject({
        ...{ orders: 2_682, trades: 117, recordedTrades: 575, matched: 104, inOrder: 103 },
        ...{ bookSnapshots: 454, bookSnapshotsEqual: 11 },
      });
      expect(report).toMatchObject({ cancelsTooLate: 116, replacesTooLate: 3, repeats: 0 });
    },
  );
});
