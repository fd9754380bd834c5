import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createLogger, flushLogger, LOG_FIELDS } from '../src/index.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truetape-log-'));
  path = join(folder, 'logs', 'truetape.log');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('a line is JSON with level, time, name and the fields it was given', async () => {
  const logger = createLogger({ level: 'info', destination: path, name: 'order-path' });
  logger.info({ [LOG_FIELDS.correlationId]: 'c-1' }, 'placed');
  logger.debug('not at this level');
  await flushLogger(logger);
  expect(linesOf(readFileSync(path, 'utf8'))).toEqual([
    {
      level: 'info',
      time: expect.any(Number),
      name: 'order-path',
      correlationId: 'c-1',
      msg: 'placed',
    },
  ]);
});

test('a log field is named like its key', () => {
  for (const [key, name] of Object.entries(LOG_FIELDS)) expect(name).toBe(key);
});

test('a line waits no longer than about a second', async () => {
  const logger = createLogger({ level: 'info', destination: path });
  logger.info('alone');
  const start = performance.now();
  while (readFileSync(path, 'utf8') === '') await new Promise((go) => setTimeout(go, 20));
  expect(performance.now() - start).toBeLessThan(3_000);
});

describe('rotation', () => {
  const limits = { fileBytesMax: 20_000, filesMax: 3 };
  const names = () => readdirSync(join(folder, 'logs')).sort();

  async function write(from: number, to: number): Promise<void> {
    const logger = createLogger({ level: 'info', destination: path, ...limits });
    for (let count = from; count < to; count += 1) {
      logger.info({ count }, 'x'.repeat(100));
      if (count % 100 === 0) await flushLogger(logger);
    }
    await flushLogger(logger);
  }

  test('keeps the number and the size of files bounded', async () => {
    await write(0, 3_000);
    expect(names()).toEqual(['truetape.log', 'truetape.log.1', 'truetape.log.2']);
    for (const name of names()) {
      // A file passes its limit by what one write holds.
      expect(statSync(join(folder, 'logs', name)).size).toBeLessThan(20_000 + 32_768);
    }
  });

  test('loses and repeats no line among those kept', async () => {
    await write(0, 1_000);
    const kept = [...names()]
      .reverse()
      .flatMap((name) => linesOf(readFileSync(join(folder, 'logs', name), 'utf8')))
      .map(({ count }) => count as number);
    const first = kept[0] as number;
    expect(kept).toEqual(Array.from({ length: 1_000 - first }, (_, index) => first + index));
    expect(kept.length).toBeGreaterThan(200);
  });

  test('goes on in the file of the run before', async () => {
    await write(0, 10);
    await write(10, 20);
    expect(linesOf(readFileSync(path, 'utf8'))).toHaveLength(20);
  });

  test('starts with a new file when the one before is full', async () => {
    await write(0, 1);
    writeFileSync(path, `${'x'.repeat(30_000)}\n`);
    await write(1, 2);
    expect(linesOf(readFileSync(path, 'utf8'))).toMatchObject([{ count: 1 }]);
    expect(statSync(`${path}.1`).size).toBe(30_001);
  });
});

test('a file that cannot be opened is one clear line at the start', () => {
  writeFileSync(join(folder, 'logs'), 'not a folder');
  const open = () => createLogger({ level: 'info', destination: path });
  expect(open).toThrow(`The log file ${path} cannot be opened: E`);
});

describe('a process', () => {
  async function run(code: string): Promise<string> {
    const main = join(folder, 'main.mjs');
    await build({
      stdin: { contents: code, resolveDir: resolve(import.meta.dirname, '../src'), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: main,
      banner: {
        js: 'import{createRequire}from"node:module";import{fileURLToPath as f}from"node:url";const require=createRequire(import.meta.url);const __filename=f(import.meta.url);const __dirname=".";',
      },
      logLevel: 'error',
    });
    const { stdout } = await promisify(execFile)(process.execPath, [main]).catch(
      (error: { stdout: string }) => error,
    );
    return stdout;
  }
  const create = (destination: string) =>
    `import { createLogger } from './index.ts';
     const logger = createLogger({ level: 'info', destination: ${JSON.stringify(destination)} });`;

  test('writes to standard output with the destination -', async () => {
    expect(linesOf(await run(`${create('-')} logger.info('hello');`))).toMatchObject([
      { msg: 'hello' },
    ]);
  });

  test.each([
    ['by itself', ''],
    ['with process.exit', 'process.exit(3);'],
    ['with an error that nobody caught', "setImmediate(() => { throw new Error('broken'); });"],
  ])('that ends %s has written every line', async (_how, end) => {
    await run(`${create(path)} for (let i = 0; i < 50; i += 1) logger.info({ i }, 'x'); ${end}`);
    expect(linesOf(readFileSync(path, 'utf8'))).toHaveLength(50);
  });
});
