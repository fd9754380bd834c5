import { deepStrictEqual, ok } from 'node:assert';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { crc32 } from 'node:zlib';
import { build } from 'esbuild';
import { describe, test } from 'vitest';

const page = `
  import { connect, connectHttp, LocalBook } from '@truetape/client';
  const book = new LocalBook();
  book.snapshot({ bids: [['9', '1']], asks: [] });
  globalThis.result = { checksum: book.checksum(), connects: [typeof connect, typeof connectHttp].join() };
`;

async function bundle() {
  const { outputFiles, metafile } = await build({
    stdin: { contents: page, resolveDir: import.meta.dirname },
    absWorkingDir: join(import.meta.dirname, '../../..'),
    bundle: true,
    platform: 'browser',
    format: 'iife',
    minify: true,
    metafile: true,
    write: false,
  });
  return { text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
}

describe('the bundle for a page', () => {
  test('has nothing of Node, no schema, and runs', async () => {
    const { text, inputs } = await bundle();
    const others = inputs
      .map((path) => /node_modules\/(?:.*node_modules\/)?([^/]+)/.exec(path)?.[1])
      .filter((name) => name !== undefined);
    deepStrictEqual([...new Set(others)].sort(), ['crc-32', 'openapi-fetch', 'partysocket']);
    ok(text.length < 40_000, `${text.length} bytes`);
    const world: { result?: object } = {};
    runInNewContext(text, Object.assign(world, { globalThis: world, Event, EventTarget }));
    deepStrictEqual(
      { ...world.result },
      { checksum: crc32('9:1#'), connects: 'function,function' },
    );
  });
});
