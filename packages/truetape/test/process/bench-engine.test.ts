import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { run, temporaryFolder } from './support.ts';

const RECORD_BYTES = 40;
const COUNT = 3_000;

/** Orders around one price, every third of them cancelled, some modified, in the format of the public workloads. */
function writeWorkload(file: string): void {
  const bytes = Buffer.alloc(16 + COUNT * RECORD_BYTES);
  bytes.writeUInt32LE(1, 8);
  bytes.writeUInt32LE(COUNT, 12);
  for (let k = 0; k < COUNT; k++) {
    const at = 16 + k * RECORD_BYTES;
    const kind = k % 3 === 2 ? 1 : k % 10 === 9 ? 2 : 0;
    bytes.writeUInt8(kind, at);
    bytes.writeUInt8(k & 1, at + 1);
    bytes.writeUInt32LE(1 + ((k * 7) % 13), at + 4);
    bytes.writeBigUInt64LE(BigInt(k), at + 8);
    bytes.writeBigUInt64LE(BigInt(kind === 0 ? k + 1 : Math.max(1, k - 4)), at + 16);
    bytes.writeBigInt64LE(BigInt(1_000 + ((k * 31) % 41) - (k & 1) * 20), at + 24);
  }
  writeFileSync(file, bytes);
}

describe('truetape bench engine', { timeout: 120_000 }, () => {
  test('measures every contender on a workload and says what it left out', async () => {
    const file = join(temporaryFolder(), 'small.bin');
    writeWorkload(file);
    const bench = run({ arguments: ['bench', 'engine', file, '--json'] });
    strictEqual(await bench.ended, 0, bench.errors());
    const [figure, ...others] = JSON.parse(bench.output());
    deepStrictEqual(others, []);
    strictEqual(figure.workload, 'small.bin');
    strictEqual(figure.sha256, createHash('sha256').update(readFileSync(file)).digest('hex'));
    strictEqual(figure.messages, COUNT);
    for (const rate of [
      'messagesPerSecond',
      'naiveMessagesPerSecond',
      'nodejsOrderBookMessagesPerSecond',
    ]) {
      ok(figure[rate] > 0, `${rate} is ${figure[rate]}`);
    }
    const { referenceMessagesPerSecond: reference, ratioToReference: ratio } = figure;
    if (reference === null) match(bench.errors(), /bench: no reference, /);
    else strictEqual(ratio, Math.round((figure.messagesPerSecond / reference) * 100) / 100);
    const { p50, p99, p999 } = figure.latencyNs;
    ok(p50 > 0 && p99 >= p50 && p999 >= p99, JSON.stringify(figure.latencyNs));
    ok(figure.peakMemoryBytes > 10_000_000, `${figure.peakMemoryBytes}`);
  });

  test('says in one line which file it cannot read', async () => {
    const bench = run({ arguments: ['bench', 'engine', '/nowhere/a.bin'] });
    strictEqual(await bench.ended, 1);
    match(bench.errors(), /bench: .*\/nowhere\/a\.bin cannot be read \(ENOENT\)\n$/);
  });
});
