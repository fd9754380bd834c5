import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, flushLogger } from '@truetape/observability';
import { expect, onTestFinished, test } from 'vitest';
import { type KeysFile, keysPath, watchKeys } from '../src/index.ts';

const token = (letter: string) => letter.repeat(43);
const keysOf = (...letters: readonly string[]): KeysFile => ({
  operator: { token: token('o') },
  traders: letters.map((letter) => ({ accountId: `trader-${letter}`, token: token(letter) })),
});

function watched() {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-auth-'));
  const path = keysPath(folder);
  const log = join(folder, 'log');
  const logger = createLogger({ level: 'trace', destination: log });
  const write = (text: string) => {
    writeFileSync(`${path}.next`, text);
    renameSync(`${path}.next`, path);
  };
  write(JSON.stringify(keysOf('a')));
  const keys = watchKeys(path, logger);
  if (!keys.ok) throw new Error(keys.failure);
  const ring = keys.value;
  onTestFinished(async () => {
    ring.stop();
    await flushLogger(logger);
    rmSync(folder, { recursive: true, force: true });
  });
  const complaints = async () => {
    await flushLogger(logger);
    return readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.includes('count on'));
  };
  return { ring, write, path, complaints };
}

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It did not become true within 5 s');
}

test('a key that is put into the file counts, and one that is taken out does not', async () => {
  const { ring, write } = watched();
  const before = ring.principalOf(token('a'));
  if (before === undefined) throw new Error('It is in the file.');
  write(JSON.stringify(keysOf('a', 'b')));
  await eventually(() => ring.principalOf(token('b')) !== undefined);
  expect(ring.isValid(before)).toBe(true);
  write(JSON.stringify(keysOf('b')));
  await eventually(() => ring.principalOf(token('a')) === undefined);
  expect(ring.isValid(before)).toBe(false);
});

test.each([
  ['is no JSON', '{'],
  ['says what no key says', JSON.stringify({ ...keysOf('b'), more: true })],
  ['has a token twice', JSON.stringify(keysOf('b', 'b'))],
])('a file that %s changes nothing, and the log says so once', async (_, text) => {
  const { ring, write, complaints } = watched();
  write(text);
  await eventually(async () => (await complaints()).length > 0);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await complaints()).toHaveLength(1);
  expect((await complaints())[0]).not.toContain('bbbb');
  expect(ring.principalOf(token('a'))).toBeDefined();
  write(JSON.stringify(keysOf('c')));
  await eventually(() => ring.principalOf(token('c')) !== undefined);
  expect(ring.principalOf(token('a'))).toBeUndefined();
});

test('a file that is gone changes nothing until there is one again', async () => {
  const { ring, write, path, complaints } = watched();
  rmSync(path);
  await eventually(async () => (await complaints()).length > 0);
  expect(ring.principalOf(token('a'))).toBeDefined();
  write(JSON.stringify(keysOf('b')));
  await eventually(() => ring.principalOf(token('b')) !== undefined);
  expect(await complaints()).toHaveLength(1);
});
