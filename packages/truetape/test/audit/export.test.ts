import { deepStrictEqual as equal, match, rejects } from 'node:assert';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Manifest, openExport, verifyExport, verifyLog, writeExport } from '@truetape/audit';
import { canonicalJson, chainHash } from '@truetape/codec';
import { describe, onTestFinished, test } from 'vitest';
import { honestLog } from './honest-log.ts';
import { orderTypesLog } from './order-types-log.ts';
import { changeData, cutStream, type Events, logOf, rechained } from './tampering.ts';

function folderFor(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, name);
}

async function exported(events: Events, from = 0, to = events.length - 1): Promise<string> {
  const folder = folderFor('export');
  await writeExport(logOf(events), folder, { from, to });
  return folder;
}

/** What verifying says: what was found wrong, or that all is well. */
async function found(folder: string): Promise<string> {
  const opened = await openExport(folder);
  if (!opened.ok) return opened.failure.message;
  const verified = await verifyExport(opened.value);
  return verified.ok ? 'nothing' : verified.failure.message;
}

const file = (folder: string) => join(folder, 'events.ndjson');
const linesIn = (folder: string) => readFileSync(file(folder), 'utf8').trimEnd().split('\n');
const manifestIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

function rewrite(folder: string, change: (lines: string[]) => readonly string[]): void {
  writeFileSync(
    file(folder),
    change(linesIn(folder))
      .map((line) => `${line}\n`)
      .join(''),
  );
}

function correct(folder: string, changes: Partial<Manifest>): void {
  const manifest = { ...manifestIn(folder), ...changes };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
}

/** The manifest names the file as it is now: the forger knows that it does. */
function correctSum(folder: string): void {
  const sha256 = createHash('sha256')
    .update(readFileSync(file(folder)))
    .digest('hex');
  correct(folder, { sha256 });
}

describe.each([
  ['plain orders', honestLog],
  ['all types of orders', orderTypesLog],
])('a log of %s', (_, logged) => {
  test('is proven from its export as from itself', async () => {
    const events = await logged();
    const log = logOf(events);
    const folder = await exported(events);
    const opened = await openExport(folder);
    if (!opened.ok) throw opened.failure;
    const verified = await verifyExport(opened.value);
    if (!verified.ok) throw verified.failure;
    const { isWhole, from, logId: _, ...counts } = verified.value;
    const proven = await verifyLog(log);
    equal([isWhole, from, { ok: true, value: counts }], [true, 0, proven]);
  });

  test('is checked part by part, whatever the part', async () => {
    const events = await logged();
    for (const [from, to] of [
      [0, 5],
      [1, 1],
      [7, 20],
      [20, events.length - 1],
    ] as const) {
      equal(await found(await exported(events, from, to)), 'nothing', `${from} to ${to}`);
    }
  });
});

describe('an export', () => {
  test('has the bytes of which each hash is made', async () => {
    const folder = await exported(await honestLog(), 10, 30);
    const { streams } = manifestIn(folder);
    const heads = new Map<string, string>();
    for (const line of linesIn(folder)) {
      const { event, hash } = JSON.parse(line) as { event: { stream: string }; hash: string };
      const bytes = line.slice('{"event":'.length, line.indexOf(',"hash":'));
      equal(bytes, canonicalJson(event));
      const previous = heads.get(event.stream) ?? streams[event.stream]?.first.previousHash ?? '';
      equal(chainHash(previous, bytes), hash);
      heads.set(event.stream, hash);
    }
    for (const [stream, hash] of heads) equal(streams[stream]?.last.hash, hash);
    equal(heads.size, Object.keys(streams).length);
  });

  test('says in its manifest what it holds', async () => {
    const events = await honestLog();
    const folder = await exported(events, 14, 18);
    const { sha256, logId: _, ...rest } = manifestIn(folder);
    equal(
      sha256,
      createHash('sha256')
        .update(readFileSync(file(folder)))
        .digest('hex'),
    );
    const at = (index: number) => events[index]?.hash;
    equal(rest, {
      format: 'truetape-export',
      version: 1,
      from: 14,
      to: 18,
      count: 5,
      streams: {
        'account-ann': {
          first: { revision: 3, previousHash: at(7) },
          last: { revision: 3, hash: at(14) },
        },
        'account-bob': {
          first: { revision: 3, previousHash: at(10) },
          last: { revision: 3, hash: at(16) },
        },
        'market-BTC-USD': {
          first: { revision: 2, previousHash: at(4) },
          last: { revision: 4, hash: at(18) },
        },
      },
    });
  });

  test('of an empty log is empty', async () => {
    equal(await found(await exported([])), 'nothing');
  });

  test('never writes into a folder that is there', async () => {
    const folder = await exported(await honestLog());
    await rejects(writeExport(logOf([]), folder, { from: 0, to: -1 }), /EEXIST/);
  });
});

type Edit = readonly [title: string, edit: (folder: string) => void, says: RegExp];

const without = (at: number) => (lines: string[]) => lines.toSpliced(at, 1);
const replaced = (at: number, from: string, to: string) => (lines: string[]) =>
  lines.with(at, (lines[at] ?? '').replace(from, to));

/** What is done to the events, so that the file is another one; and what then tells on it. */
const EDITS: readonly (readonly [
  title: string,
  change: (lines: string[]) => readonly string[],
  says: RegExp,
])[] = [
  [
    'an amount is changed',
    replaced(17, '"price":"101"', '"price":"100"'),
    /^chain: the hash does not follow/,
  ],
  ['a hash is changed', replaced(17, '"hash":"', '"hash":"0'), /^Line 18 .* is not an event/],
  ['an event is gone', without(17), /^chain: revision 3 is missing \(market-BTC-USD/],
  ['the last event is gone', without(-1), /^account-ann does not begin and end/],
  [
    'an event is there twice',
    (lines) => lines.toSpliced(18, 0, lines[17] ?? ''),
    /^chain: positions do not grow/,
  ],
  [
    'two events change places',
    (lines) => lines.with(17, lines[18] ?? '').with(18, lines[17] ?? ''),
    /^chain: /,
  ],
  [
    'an event is moved to another position',
    replaced(17, '"position":17', '"position":18'),
    /^chain: positions/,
  ],
  ['it was recorded at no time', replaced(17, '"recordedAtMs":', '"recordedAtMs":-'), /^Line 18/],
  ['a member is added', replaced(17, '{"event":', '{"note":"","event":'), /^Line 18/],
  ['a space is added', replaced(17, ':', ': '), /^Line 18/],
  ['a line is no JSON', (lines) => lines.with(17, '{'), /^Line 18/],
  [
    'a stream is gone',
    (lines) => lines.filter((line) => !line.includes('"stream":"venue"')),
    /^(listing|market|venue)/,
  ],
];

describe('an edit of an export is found', () => {
  test.each(EDITS)('by the sum of the file: %s', async (_, change) => {
    const folder = await exported(await honestLog());
    rewrite(folder, change);
    equal(await found(folder), 'events.ndjson is not the file that manifest.json names');
  });

  test.each(EDITS)('with the sum corrected: %s', async (_, change, says) => {
    const folder = await exported(await honestLog());
    rewrite(folder, change);
    correctSum(folder);
    match(await found(folder), says);
  });

  test.each(EDITS)('of a part too, with the sum corrected: %s', async (_, change) => {
    const events = await honestLog();
    const whole = await exported(events);
    rewrite(whole, change);
    const folder = await exported(events, 10);
    writeFileSync(
      file(folder),
      linesIn(whole)
        .slice(10)
        .map((line) => `${line}\n`)
        .join(''),
    );
    correctSum(folder);
    const isTouched = !readFileSync(file(folder)).equals(
      readFileSync(file(await exported(events, 10))),
    );
    equal((await found(folder)) === 'nothing', !isTouched);
  });

  test('when its file ends in the middle of a line', async () => {
    const folder = await exported(await honestLog());
    writeFileSync(file(folder), readFileSync(file(folder)).subarray(0, -1));
    correctSum(folder);
    match(await found(folder), /ends in the middle of a line/);
  });

  test('when its file is not UTF-8', async () => {
    const folder = await exported(await honestLog());
    const bytes = readFileSync(file(folder));
    bytes[200] = 0xff;
    writeFileSync(file(folder), bytes);
    correctSum(folder);
    match(await found(folder), /is not UTF-8/);
  });

  const MANIFEST_EDITS: readonly Edit[] = [
    ['it is no JSON', (folder) => writeFileSync(join(folder, 'manifest.json'), '{'), /is not JSON/],
    [
      'it has a version that nobody knows',
      (folder) => correct(folder, { version: 2 as 1 }),
      /version/,
    ],
    ['it begins elsewhere', (folder) => correct(folder, { from: 1 }), /is not between 1 and 42/],
    ['it ends elsewhere', (folder) => correct(folder, { to: 41 }), /is not between 0 and 41/],
    ['it counts otherwise', (folder) => correct(folder, { count: 42 }), /contradicts itself/],
    [
      'a stream is not in it',
      (folder) => {
        const { count, streams } = manifestIn(folder);
        const { 'account-cat': cat, ...others } = streams;
        const rest = count - (cat?.last.revision ?? 0) - 1;
        correct(folder, { streams: others, count: rest });
      },
      /^account-cat does not begin and end/,
    ],
    [
      'a stream ends with another hash',
      (folder) => {
        const { streams } = manifestIn(folder);
        const cat = streams['account-cat'];
        if (cat === undefined) throw new Error('There is no account-cat');
        const last = { ...cat.last, hash: '0'.repeat(64) };
        correct(folder, { streams: { ...streams, 'account-cat': { ...cat, last } } });
      },
      /^account-cat does not begin and end/,
    ],
  ];
  test.each(MANIFEST_EDITS)('in its manifest: %s', async (_, edit, says) => {
    const folder = await exported(await honestLog());
    edit(folder);
    match(await found(folder), says);
  });

  test('when all hashes and the manifest are made anew, by replay', async () => {
    const forged = changeData('market-BTC-USD 4', { price: '101' })(await honestLog());
    match(await found(await exported(rechained(forged))), /^market: replay gives/);
    const cut = cutStream('account-cat 5')(await honestLog());
    match(await found(await exported(rechained(cut))), /^market: /);
  });
});
