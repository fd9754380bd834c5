import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Venue } from './venue.ts';

const data =
  process.env.TRUETAPE_DATA ?? resolve(import.meta.dirname, '../../../../../shared/data');
const folder = join(data, 'bitstamp-2015-05-01');

/** Whether there is recorded order flow to replay; without it the tests that need it are left out, and say so. */
export const hasRecording = existsSync(folder);
if (!hasRecording) process.stderr.write(`Left out: there is no recorded order flow in ${folder}\n`);

const TRADERS = ['trader-1', 'trader-2', 'trader-3', 'trader-4'] as const;

/**
 * The whole recorded morning, each command at the time at which it was received. Prices are cents, quantities 10⁻⁸ of the
 * base asset.
 */
export function replayRecording(venue: Venue, rows = Number.POSITIVE_INFINITY): void {
  const opening = rowsOf('opening-book.csv');
  const flow = rowsOf('orders.csv');
  const placed = new Map<string, { accountId: string; orderId: string; quantity: string }>();
  venue.nowMs = Number(flow[0]?.[1]) - 2 * opening.length;
  list(venue);
  const place = (id = '', side = '', price = '', size = '') => {
    const accountId = TRADERS[Number(id) % TRADERS.length] as string;
    const quantity = decimal(size, 8);
    const terms = { side: side as 'buy' | 'sell', price: decimal(price, 2), quantity };
    placed.set(id, { accountId, orderId: venue.place(accountId, terms), quantity });
  };
  for (const [id, side, price, size] of opening) place(id, side, price, size);
  for (const [, receivedMs, action, id = '', side, price = '', size] of flow.slice(0, rows)) {
    venue.nowMs = Math.max(venue.nowMs, Number(receivedMs));
    const order = placed.get(id);
    if (action === 'new') place(id, side, price, size);
    else if (order === undefined) continue;
    else if (action === 'cancel') venue.cancel(order.accountId, order.orderId);
    else {
      const { accountId, orderId, quantity } = order;
      venue.replace(accountId, orderId, { price: decimal(price, 2), quantity });
    }
  }
}

/** A tick times a lot is 10⁻¹⁰: so fine is the money. */
function list(venue: Venue): void {
  venue.listAsset('BTC', 8);
  venue.listAsset('USD', 10);
  const sizes = { lot: '0.00000001', minQuantity: '0.00000001' };
  venue.listInstrument('BTC-USD', { ...sizes, maxQuantity: '10000000' });
  for (const accountId of TRADERS) {
    venue.openAccount(accountId);
    venue.deposit(accountId, 'USD', 1_000_000_000n);
    venue.deposit(accountId, 'BTC', 10_000_000n);
  }
}

/** Rows of a file without quotes: the header is left out. */
const rowsOf = (file: string) =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

function decimal(integer: string, scale: number): string {
  const digits = integer.padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '');
}
