import { deepStrictEqual as equal, match } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { type AtCommandOptions, at } from '../../src/audit/at.ts';
import { diff } from '../../src/audit/diff.ts';
import { exportEvents } from '../../src/audit/export.ts';
import { trail } from '../../src/audit/trail.ts';
import { verify } from '../../src/audit/verify.ts';
import { dataFolder, scratchFolder } from './data-folder.ts';
import { orderTypesLog } from './order-types-log.ts';

interface Said {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a command in this process and takes what it says. */
async function said(command: () => Promise<number>): Promise<Said> {
  const written = { output: '', errors: '' };
  const streams = [
    [process.stdout, 'output'],
    [process.stderr, 'errors'],
  ] as const;
  const writes = streams.map(([stream]) => stream.write);
  for (const [stream, name] of streams) {
    stream.write = ((text: string) => {
      written[name] += text;
      return true;
    }) as typeof stream.write;
  }
  try {
    return { code: await command(), ...written };
  } finally {
    streams.forEach(([stream], index) => {
      stream.write = writes[index] as typeof stream.write;
    });
  }
}

/** One line on standard error, and nothing else. */
function refused(answer: Said, code: number, line: RegExp): void {
  equal([answer.code, answer.output], [code, '']);
  match(answer.errors, line);
  equal(answer.errors.split('\n').length, 2, answer.errors);
}

describe('truetape audit', () => {
  test('trail tells of an order by its id or by its name', async () => {
    const dataDir = await dataFolder();
    const { code, output, errors } = await said(() => trail({ dataDir, order: 'bob.5' }));
    equal([code, errors, output.split('\n').length], [0, '', 7]);
    match(output, /^position +time +event +type +cause +by +what\n +24 +1970-01-01T00:00:01.000Z /);
    const named = { dataDir, account: 'bob', clientOrderId: 'buy-2', json: true };
    const json = await said(() => trail(named));
    equal([json.code, json.errors], [0, '']);
    const { orderId, items } = JSON.parse(json.output) as { orderId: string; items: object[] };
    equal([orderId, items.length], ['bob.5', 5]);
    const missing = await said(() => trail({ dataDir, order: 'bob.9' }));
    refused(missing, 1, /^audit: There is no order bob.9 in this log.\n$/);
    const nameless = await said(() => trail({ dataDir, account: 'bob', clientOrderId: 'x' }));
    refused(nameless, 1, /^audit: There is no order x of bob in this log.\n$/);
    refused(await said(() => trail({ dataDir })), 2, /^audit: Name the order: /);
    refused(
      await said(() => trail({ dataDir: join(dataDir, 'no') })),
      2,
      /^audit: There is no log in /,
    );
  });

  test('at shows what was at a place', async () => {
    const dataDir = await dataFolder();
    const of = (more: AtCommandOptions) => said(() => at({ dataDir, ...more }));
    const shown = await of({ stream: 'account-bob', revision: '4' });
    equal([shown.code, shown.errors], [0, '']);
    match(
      shown.output,
      /^After position 20, account-bob:4 TradeSettled, recorded 2026-11-21T09:30:00.021Z.\n/,
    );
    match(shown.output, /\nBTC-USD: open, ruleset 2, last price 100, after market-BTC-USD:4\n/);
    const position = await of({ position: '20', json: true });
    equal(await of({ time: '2026-11-21T09:30:00.021Z', json: true }), position);
    equal(Object.keys(JSON.parse(position.output)), ['position', 'event', 'accounts', 'markets']);
    refused(await of({ position: '99' }), 2, /^audit: The log ends at position 42.\n$/);
    refused(await of({ position: '-1' }), 2, /^audit: --position -1 is not a whole number /);
    refused(await of({ time: 'noon' }), 2, /^audit: --time noon is not a time /);
    refused(
      await of({ time: '2026-11-21T09:30:00Z', position: '1' }),
      2,
      /^audit: Name one place: /,
    );
    refused(await of({ stream: 'venue' }), 2, /^audit: Name one place: /);
    refused(
      await of({ position: '1', account: 'ann' }),
      1,
      /^audit: There was no account ann then.\n$/,
    );
    refused(
      await of({ position: '1', symbol: 'BTC-USD' }),
      1,
      /^audit: There was no market BTC-USD then.\n$/,
    );
    refused(
      await of({ stream: 'venue', revision: '9' }),
      1,
      /^audit: venue:9 is not in this log.\n$/,
    );
  });

  test('export writes events, and verify --file proves them without the log', async () => {
    const dataDir = await dataFolder();
    const out = join(scratchFolder(), 'export');
    const written = await said(() => exportEvents({ dataDir, out }));
    equal(written, { code: 0, output: `43 events, positions 0 to 42, in ${out}\n`, errors: '' });
    const proven = await said(() => verify({ file: out, json: true }));
    equal([proven.code, proven.errors, JSON.parse(proven.output).events], [0, '', 43]);
    const part = join(scratchFolder(), 'part');
    equal((await said(() => exportEvents({ dataDir, out: part, from: '10' }))).code, 0);
    match(
      (await said(() => verify({ file: part }))).output,
      /What came before is not in this export.\n$/,
    );
    const file = join(out, 'events.ndjson');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"price":"101"', '"price":"102"'));
    const tampered = await said(() => verify({ file: out }));
    equal([tampered.code, tampered.errors], [1, '']);
    match(tampered.output, /^difference +events.ndjson is not the file .*\nNOT PROVEN.\n$/);
    refused(await said(() => exportEvents({ dataDir, out })), 2, /^audit: EEXIST/);
    refused(await said(() => exportEvents({ dataDir, to: '43' })), 2, /ends at position 42/);
    refused(
      await said(() => exportEvents({ dataDir, from: '9', to: '8' })),
      2,
      /--from 9 is behind/,
    );
    refused(await said(() => verify({ file: dataDir })), 2, /^audit: There is no export in /);
  });

  test('diff compares logs and exports', async () => {
    const [one, same, other] = [
      await dataFolder(),
      await dataFolder(),
      await dataFolder(orderTypesLog),
    ];
    const out = join(scratchFolder(), 'export');
    await said(() => exportEvents({ dataDir: one, out, to: '40' }));
    const equalOnes = await said(() => diff(one, same, {}));
    equal([equalOnes.code, equalOnes.errors], [0, '']);
    const shorter = await said(() => diff(one, out, {}));
    equal([shorter.code, shorter.errors], [1, '']);
    match(
      shorter.output,
      /^41 events are the same.\n.* has 2 more, the first at position 41: account-ann:8 WithdrawalRequested.\n$/,
    );
    const different = await said(() => diff(one, other, {}));
    equal([different.code, different.errors], [1, '']);
    match(different.output, /\n14 events are the same.\nThen account-ann:3 OrderPlaced, /);
    const json = await said(() => diff(one, other, { json: true }));
    const { same: isSame, events, difference } = JSON.parse(json.output);
    equal([isSame, events, difference.kind], [false, 14, 'content']);
    refused(await said(() => diff(one, join(out, 'no'), {})), 2, /^audit: There is no log in /);
  });
});
