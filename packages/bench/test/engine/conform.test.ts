import { strictEqual } from 'node:assert';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readWorkloads } from '../../src/engine/read-workload.ts';
import { reportLines } from '../../src/engine/reports.ts';
import type { Workload } from '../../src/engine/workload.ts';

const data =
  process.env.TRUETAPE_DATA ?? resolve(import.meta.dirname, '../../../../../shared/data');
const folder = join(data, 'matching-workloads');
const there = existsSync(folder);
if (!there) process.stderr.write(`Left out: there are no matching workloads in ${folder}\n`);

const only = async (file: string) => (await readWorkloads(file))[0] as Workload;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe.runIf(there || process.env.CI !== undefined)('the public matching workloads', () => {
  const published = [
    ['normal', 'e9b2e3926854410b01a035aeb25dd05f1e597c233be8263de9eb49b6713d367e'],
    ['static', '9803843ee404fc29c9a0aa5614f8f0d5a58b5c44fcac9ef89067886fcaaa30d1'],
  ] as const;
  // A million orders each: one of them is the share of CI.
  const repeated = process.env.CI === undefined ? published : published.slice(0, 1);
  test.each(repeated)(
    '%s gives the published hash',
    { timeout: 60_000 },
    async (name, published) => {
      const workload = await only(join(folder, `orders_${name}_s23_n1000000.bin.gz`));
      strictEqual(sha256(reportLines(workload).join('\n')), published);
    },
  );

  test.each(['normal', 'static', 'swing-25'])('%s, its first 2,000 orders', async (name) => {
    const workload = await only(join(folder, `small_${name}_n2000_s23.orders.csv`));
    const reports = readFileSync(join(folder, `small_${name}_n2000_s23.reports.txt`), 'utf8');
    strictEqual(reportLines(workload).join('\n'), reports.trimEnd());
  });

  test('every edge case', async () => {
    const workloads = await readWorkloads(join(folder, 'edge-cases.json'));
    strictEqual(workloads.length, 17);
    for (const workload of workloads) {
      strictEqual(
        reportLines(workload).join('\n'),
        workload.expected?.join('\n'),
        `${workload.name}: reports differ`,
      );
    }
  });
});

describe('a workload', () => {
  const HEADER = 'seq,type,side,ioc,quantity,order_id,price_ticks\n';

  function fileOf(name: string, content: string | Uint8Array): string {
    const own = mkdtempSync(join(tmpdir(), 'truetape-workload-'));
    onTestFinished(() => rmSync(own, { recursive: true }));
    writeFileSync(join(own, name), content);
    return join(own, name);
  }

  test('with an empty order acknowledges it, and nothing more', async () => {
    const rows = [
      '0,NEW,B,0,5,1,100',
      '1,MODIFY,S,0,0,1,101',
      '2,NEW,S,0,0,2,100',
      '3,CANCEL,B,0,0,1,0',
    ];
    const workload = await only(fileOf('empty.csv', `${HEADER}${rows.join('\n')}\n`));
    strictEqual(
      reportLines(workload).join('\n'),
      ['0,0,0,1,100,5', '3,1,0,1,101,0', '0,2,1,2,100,0', '4,3,1'].join('\n'),
    );
  });

  test('with a price that the engine does not take is refused with the message at fault', async () => {
    const workload = await only(fileOf('bad.csv', `${HEADER}7,NEW,B,0,5,1,0\n`));
    expect(() => reportLines(workload)).toThrow(
      'message 0 (seq 7) is rejected: ORDER_PRICE_BOUNDS',
    );
  });

  test.each([
    ['a.txt', '', /is no workload/],
    ['a.bin', new Uint8Array(17), /not as long as its header says/],
    ['a.bin.gz', new Uint8Array(17), /is no gzip file/],
    ['a.csv', 'seq,type\n', /the header must be/],
    ['a.csv', `${HEADER}0,REPLACE,B,0,5,1,1\n`, /message 0: "REPLACE" is not known/],
    ['a.csv', `${HEADER}0,NEW,B,0,5,9007199254740993,1\n`, /is beyond 2\^53/],
    ['a.json', '[{"case":"x"}]', /messages/],
  ])('in %s that makes no sense is refused in words', async (name, content, words) => {
    await expect(readWorkloads(fileOf(name, content))).rejects.toThrow(words);
  });

  test('that is not there is refused in words', async () => {
    await expect(readWorkloads('/nowhere/a.bin')).rejects.toThrow('cannot be read (ENOENT)');
  });
});
