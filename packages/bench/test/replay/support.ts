import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

/** The folder of recorded order flow that real data is taken from; undefined where there is none. */
export function realRecording(): string | undefined {
  const root = resolve(import.meta.dirname, '../../../..');
  const data = resolve(root, process.env.TRUETAPE_DATA ?? '../shared/data');
  const folder = join(data, 'bitstamp-2015-05-01');
  if (existsSync(join(folder, 'orders.csv'))) return folder;
  const missing = `There is no recorded order flow in ${folder}; TRUETAPE_DATA names another place.`;
  if (process.env.CI) throw new Error(missing);
  process.stderr.write(`Left out: tests on recorded order flow. ${missing}\n`);
  return undefined;
}

/** A temporary folder with these files, removed after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-bench-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

export const KEYS = JSON.stringify({
  operator: { token: 'operator' },
  traders: [1, 2, 3, 4].map((at) => ({ accountId: `trader-${at}`, token: `trader-${at}` })),
});
