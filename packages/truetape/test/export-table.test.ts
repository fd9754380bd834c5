import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  openLog,
  openTestPostgres,
  projectAll,
  type TestPostgres,
  tradeAtRandom,
  Venue,
  withClient,
} from '@truetape/projections/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ExportTableOptions, exportTable } from '../src/export/export-table.ts';

const ACCOUNTS = ['trader-1', 'trader-2'];
const ENTRIES = 'select count(*)::integer as count from truetape.entries';

let postgres: TestPostgres;
let databaseUrl: string;
let folder: string;
const log = openLog();

beforeAll(async () => {
  postgres = await openTestPostgres();
  databaseUrl = await postgres.newDatabase();
  folder = mkdtempSync(join(tmpdir(), 'truetape-export-'));
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  tradeAtRandom(venue, ACCOUNTS, 5, 150);
  await venue.settled();
  await projectAll({ log, databaseUrl });
}, 120_000);
afterAll(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
  await postgres.stop();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const query = (statement: string) =>
  withClient(databaseUrl, async (client) => (await client.query(statement)).rows);

/** What an export prints, what it complains of, and its exit code. */
async function exported(options: Partial<ExportTableOptions>, url = databaseUrl) {
  vi.stubEnv('DATABASE_URL', url);
  let errors = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    errors += String(line);
    return true;
  });
  const output = new PassThrough();
  // What fails is not ended but given up.
  const printed = text(output).catch(() => '');
  const code = await exportTable({ table: 'trades', format: 'csv', ...options }, output);
  output.end();
  return { code, errors, text: await printed };
}

describe('an export', () => {
  test('as ndjson is every row, in the order of its key, amounts as they are', async () => {
    const { code, text: lines } = await exported({ table: 'trades', format: 'ndjson' });
    const rows = lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const stored = await query('select * from truetape.trades order by symbol, trade_number');
    expect(code).toBe(0);
    expect(rows.map(({ price, quantity, auction }) => [price, quantity, auction])).toEqual(
      stored.map(({ price, quantity, auction }) => [price, quantity, auction]),
    );
    expect(rows[0]).toMatchObject({
      symbol: 'BTC-USD',
      trade_number: 1,
      market_revision: expect.any(Number),
    });
    expect(rows[0]?.at).toMatch(/^2026-11-21T09:00:00\.\d+Z$/);
  });

  test('as csv has a line of names, and what is null is empty', async () => {
    const { text: lines } = await exported({ table: 'orders' });
    const [names, ...rows] = lines.trimEnd().split('\r\n');
    expect(names?.split(',').slice(0, 4)).toEqual([
      ...['order_id', 'account_id', 'placed_revision', 'client_order_id'],
    ]);
    const [count] = await query('select count(*)::integer as count from truetape.orders');
    expect(rows).toHaveLength(count.count);
    expect(new Set(rows.map((row) => row.split(',').length))).toEqual(new Set([29]));
  });

  test('is the same bytes each time, and those of another database of the same log', async () => {
    const first = await exported({ table: 'entries' });
    const other = await postgres.newDatabase();
    await projectAll({ log, databaseUrl: other });
    expect((await exported({ table: 'entries' }, other)).text).toBe(first.text);
    const [{ count }] = (await query(ENTRIES)) as [{ count: number }];
    expect(first.text.trimEnd().split('\r\n')).toHaveLength(count + 1);
  });

  test('leaves no formula in words that somebody chose, and amounts as they are', async () => {
    await query(`insert into truetape.corrections (proposal_revision, kind, account_id, asset,
        amount, reason, legs, status, proposed_by, proposed_at)
      values (1, 'adjustment', 'trader-1', 'USD', -1.5, '=cmd|''/c calc''!A1', '[]', 'proposed',
        '@SUM(1,1)', '2026-11-21T09:00:00.123Z')`);
    const { text: lines } = await exported({ table: 'corrections' });
    expect(lines.split('\r\n')[1]).toBe(
      `1,adjustment,trader-1,USD,-1.5,,,,'=cmd|'/c calc'!A1,[],proposed,"'@SUM(1,1)",2026-11-21T09:00:00.123Z,,,,`,
    );
  });

  test('shows one moment, whatever is written meanwhile, and holds few rows at once', async () => {
    await query(`insert into truetape.risk_events
      select 'many', n, 'RiskThresholdCrossed', 'account', 'position', null, 'BTC-USD', n, 1, 50,
        null, null, now(), now() from generate_series(1, 20000) as n`);
    vi.stubEnv('DATABASE_URL', databaseUrl);
    const output = new PassThrough({ highWaterMark: 1_024 });
    const done = exportTable({ table: 'risk_events', format: 'ndjson' }, output);
    let rows = 0;
    let mostBuffered = 0;
    for await (const chunk of output) {
      if (rows === 0) await query('delete from truetape.risk_events');
      rows += String(chunk).split('\n').length - 1;
      mostBuffered = Math.max(mostBuffered, output.readableLength);
    }
    expect(await done).toBe(0);
    expect(rows).toBe(20_000);
    expect(mostBuffered).toBeLessThan(2_000 * 400);
  });

  test('into a file is whole or not there, and takes no place of another', async () => {
    const out = join(folder, 'trades.csv');
    const { code } = await exported({ out });
    expect([code, readFileSync(out, 'utf8')]).toEqual([0, (await exported({})).text]);
    expect(existsSync(`${out}.partial`)).toBe(false);
    writeFileSync(out, 'mine');
    const again = await exported({ out });
    expect(again).toEqual({ code: 1, errors: `export: ${out} is there already.\n`, text: '' });
    expect(readFileSync(out, 'utf8')).toBe('mine');
    const nowhere = join(folder, 'none', 'trades.csv');
    expect(await exported({ out: nowhere })).toMatchObject({ code: 1 });
  });

  test('of a view that is reckoned has the columns that the docs name', async () => {
    const { text: lines } = await exported({ table: 'corrected_trades' });
    expect(lines.split('\r\n')[0]).toBe(
      'symbol,trade_number,at,price,quantity,notional,taker_side,traded_price,traded_quantity,is_busted,correction',
    );
  });

  test('says in one line what is wrong', async () => {
    const unknown = await exported({ table: 'trade' });
    expect([unknown.code, unknown.text]).toEqual([1, '']);
    expect(unknown.errors).toMatch(
      /^export: There is no table trade\. There are account_access, .*\.\n$/,
    );
    expect((await exported({ format: 'xml' })).errors).toBe(
      'export: There is no format xml. There are csv, ndjson.\n',
    );
    expect((await exported({}, await postgres.emptyDatabase())).errors).toBe(
      'export: There are no read models yet.\n',
    );
    const away = await exported({}, 'postgres://127.0.0.1:1/nowhere');
    expect(away).toMatchObject({ code: 1, text: '' });
    expect(away.errors.trimEnd()).not.toContain('\n');
  });
});
