import { strictEqual } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Outcome } from '@truetape/domain';
import { describe, test } from 'vitest';
import { apply } from '../src/engine/index.ts';
import { inputOf, openMarket } from './support.ts';

const data = process.env.TRUETAPE_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');
const folder = join(data, 'bitstamp-2015-05-01');
const there = existsSync(folder);
if (!there) process.stderr.write(`Left out: there is no recorded order flow in ${folder}\n`);

/** Rows of a file without quotes: the header is left out. */
const rowsOf = (file: string) =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

describe.runIf(there || process.env.CI !== undefined)('recorded order flow', () => {
  test('makes the 577 trades that price-time priority makes of it, 558 of them as recorded', () => {
    const market = openMarket();
    const trades: string[] = [];
    let tooLate = 0;
    const quantities = new Map<string, string>();
    const run = (line: string) => {
      for (const outcome of apply(market, inputOf(line)) as Outcome[]) {
        if (outcome.type === 'TradeExecuted') trades.push(`${outcome.price},${outcome.quantity}`);
        if (outcome.type === 'OrderCancelRejected') tooLate += 1;
      }
    };
    const place = (id = '', side = '', price = '', quantity = '') => {
      quantities.set(id, quantity);
      run(`${side} ${id} ${quantity} @ ${price}`);
    };
    for (const [id, side, price, quantity] of rowsOf('opening-book.csv')) {
      place(id, side, price, quantity);
    }
    for (const [, , action, id = '', side, price, quantity] of rowsOf('orders.csv')) {
      if (action === 'new') place(id, side, price, quantity);
      else if (action === 'cancel') run(`cancel ${id}`);
      else run(`replace ${id} ${quantities.get(id)} @ ${price}`);
    }
    const recorded = rowsOf('trades.csv').map(([, , , price, size]) => `${price},${size}`);
    const left = [...recorded];
    const matched = trades.filter((trade) => {
      const index = left.indexOf(trade);
      if (index >= 0) left.splice(index, 1);
      return index >= 0;
    });
    strictEqual(trades.length, 577);
    strictEqual(matched.length, 558);
    strictEqual(tooLate, 586);
  });
});
