import { entry, fill, orderRow, page } from '@truetape/contracts';
import { tradeAtRandom, type Venue } from '@truetape/projections/testing';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../src/answers/csv.ts';
import { venuesOnPostgres } from './open-venue.ts';
import { ACCOUNTS, listen, tokenOf } from './support.ts';

const { openVenue } = venuesOnPostgres();

/** A venue and a client of HTTP that reaches it over a socket. */
async function openServed(script: (venue: Venue) => void) {
  const opened = await openVenue(script);
  const port = await listen(opened.app);
  const authorization = `Bearer ${tokenOf('trader-1')}`;
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization, ...headers } });
  const askPublicly = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers });
  return { ...opened, ask, askPublicly };
}

const tagOf = (answer: Response) => answer.headers.get('etag') ?? 'none';
const positionOf = (answer: Response) => Number(answer.headers.get('truetape-position'));

describe('a tag', () => {
  const OWN = '/v1/orders?status=open';

  test('saves what has not changed, and the position says how far that holds', async () => {
    const { ask, venue, caughtUp } = await openServed((script) =>
      script.place('trader-1', { side: 'buy', price: '90', quantity: '1' }),
    );
    const first = await ask(OWN);
    expect(first.status).toBe(200);
    expect(positionOf(first)).toBe(((await first.json()) as { position: number }).position);
    // Something else happens, and nothing that is shown.
    venue.place('trader-2', { side: 'buy', price: '91', quantity: '1' });
    const head = await caughtUp();
    const same = await ask(`${OWN}&minPosition=${head}`, { 'if-none-match': tagOf(first) });
    expect(same.status).toBe(304);
    expect(await same.text()).toBe('');
    expect(tagOf(same)).toBe(tagOf(first));
    expect(positionOf(same)).toBe(head);
    expect(head).toBeGreaterThan(positionOf(first));
    const among = `"other", ${tagOf(first)}`;
    expect((await ask(OWN, { 'if-none-match': among })).status).toBe(304);
    expect((await ask(OWN, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test.each([
    ['an order that is filled', (venue: Venue) => sell(venue, '0.4')],
    ['an order that is cancelled', (venue: Venue) => venue.cancel('trader-1', 'trader-1.3')],
    ['a new order', (venue: Venue) => venue.place('trader-1', bid('89'))],
  ])('is another one after %s', async (_what, change) => {
    const { ask, venue, caughtUp } = await openServed((script) =>
      script.place('trader-1', bid('90')),
    );
    const first = await ask(OWN);
    change(venue);
    await caughtUp();
    const answer = await ask(OWN, { 'if-none-match': tagOf(first) });
    expect(answer.status).toBe(200);
    expect(tagOf(answer)).not.toBe(tagOf(first));
  });

  test('never stands in for a position that is not reached', async () => {
    const { ask, log, projector } = await openServed((script) =>
      script.place('trader-1', bid('90')),
    );
    const first = await ask(OWN);
    await projector.stop();
    const beyond = (await log.head()) + 1;
    const answer = await ask(`${OWN}&minPosition=${beyond}`, { 'if-none-match': tagOf(first) });
    expect(answer.status).toBe(503);
  });

  test('is of one page, one filter and one form', async () => {
    const { ask } = await openServed((venue) => tradeAtRandom(venue, ACCOUNTS, 3, 60));
    const paths = ['/v1/fills', '/v1/fills?limit=2', '/v1/fills?limit=3', '/v1/orders?limit=2'];
    const answers = await Promise.all(paths.map((path) => ask(path)));
    const csv = await ask('/v1/fills', { accept: 'text/csv' });
    expect(new Set([...answers, csv].map(tagOf)).size).toBe(paths.length + 1);
    expect(csv.headers.get('vary')).toBe('accept');
    expect((await ask('/v1/fills', { 'if-none-match': tagOf(csv) })).status).toBe(200);
    const again = await ask('/v1/fills', { accept: 'text/csv', 'if-none-match': tagOf(csv) });
    expect(again.status).toBe(304);
  });

  test('of what is one’s own is kept by no cache on the way; what is everybody’s is asked for again', async () => {
    const { ask, askPublicly } = await openServed((venue) => venue.place('trader-1', bid('90')));
    expect((await ask(OWN)).headers.get('cache-control')).toBe('no-store');
    for (const path of ['/v1/instruments', '/v1/instruments/BTC-USD/book']) {
      const first = await askPublicly(path);
      expect(first.headers.get('cache-control')).toBe('no-cache');
      const again = await askPublicly(path, { 'if-none-match': tagOf(first) });
      expect(again.status).toBe(304);
    }
  });
});

const bid = (price: string) => ({ side: 'buy', price, quantity: '1' }) as const;
const sell = (venue: Venue, quantity: string) =>
  venue.place('trader-2', { side: 'sell', price: '90', quantity });

const CSV = { accept: 'text/csv' };

/** What a spreadsheet or a script reads. */
const rowsIn = (text: string): Record<string, string>[] =>
  parse(text, { columns: true, record_delimiter: '\r\n' });

/** An item as its row has it. */
function rowOf(item: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) =>
      typeof value === 'object'
        ? Object.entries(rowOf(value, `${prefix}${name}.`))
        : [[`${prefix}${name}`, String(value)]],
    ),
  );
}

const present = (row: Record<string, string>) =>
  Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ''));

describe('CSV', () => {
  test.each([
    ['/v1/fills', fill],
    ['/v1/accounts/trader-1/statement', entry],
  ])('%s says what its JSON says, page by page', async (path, item) => {
    const { ask } = await openServed((venue) => tradeAtRandom(venue, ACCOUNTS, 9, 150));
    const { items } = page(item).parse(await (await ask(`${path}?limit=500`)).json());
    expect(items.length).toBeGreaterThan(20);
    const rows: Record<string, string>[] = [];
    for (let next: string | undefined = `${path}?limit=7`; next !== undefined; ) {
      const answer = await ask(next, CSV);
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      expect(positionOf(answer)).toBeGreaterThan(0);
      rows.push(...rowsIn(await answer.text()));
      next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(rows.map(present)).toEqual(items.map((one) => rowOf(one)));
  });

  test('has a line of names where there is nothing else', async () => {
    const { ask } = await openServed(() => undefined);
    const answer = await ask('/v1/fills', CSV);
    expect(await answer.text()).toBe(
      'symbol,tradeNumber,orderId,accountId,side,liquidity,price,quantity,notional,fee,feeAsset,at\r\n',
    );
    expect(answer.headers.get('link')).toBeNull();
  });

  test('is sent to those who prefer it, JSON to everybody else', async () => {
    const { ask } = await openServed((venue) => venue.place('trader-1', bid('90')));
    const formOf = async (path: string, accept: string) =>
      (await ask(path, { accept })).headers.get('content-type')?.split(';')[0];
    expect(await formOf('/v1/fills', 'text/csv, application/json;q=0.5')).toBe('text/csv');
    expect(await formOf('/v1/fills', 'text/csv;q=0.5, */*')).toBe('application/json');
    expect(await formOf('/v1/fills', 'text/html')).toBe('application/json');
    expect(await formOf('/v1/orders', 'text/csv')).toBe('application/json');
    const refused = await ask('/v1/fills?limit=0', CSV);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    page(orderRow).parse(await (await ask('/v1/orders', CSV)).json());
  });

  test('money that left stays a number; what a client has named is never a formula', async () => {
    const { ask } = await openServed((venue) => {
      const funds = { receivedAt: venue.nowMs as never, asset: 'USD', amount: 7n as never };
      venue.ask('trader-1', {
        type: 'Transfer',
        ...funds,
        reference: '-2-cmd',
        to: 'trader-2',
        recipient: 'open',
      });
    });
    const text = await (await ask('/v1/accounts/trader-1/statement?limit=1', CSV)).text();
    expect(rowsIn(text)).toMatchObject([{ amount: '-0.00000007', reference: "'-2-cmd" }]);
  });

  test('any text comes back as it was, but for the apostrophe before what would be a formula', () => {
    const start = fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '"', ',', "'", '\r\n');
    const text = fc.tuple(start, fc.string({ unit: 'grapheme' })).map((parts) => parts.join(''));
    const amount = fc.bigInt().map(String);
    const items = fc.array(fc.record({ amount, text }), { minLength: 1 });
    fc.assert(
      fc.property(items, (given) => {
        const csv = csvOf({ items: given, next: null, position: 0 }, COLUMNS);
        const read = rowsIn(csv);
        expect(read).toEqual(
          given.map((one) => ({
            amount: one.amount,
            text: /^[=+\-@\t\r＝＋－＠]/.test(one.text) ? `'${one.text}` : one.text,
          })),
        );
        for (const row of read) expect(row.text).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

const COLUMNS = { amount: 'ours', text: 'text' } as const;
