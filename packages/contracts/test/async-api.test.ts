import { deepStrictEqual as equal, ok, throws } from 'node:assert';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, test } from 'vitest';
import { asyncApi, CHANNELS, type StreamMessage, streamRequest } from '../src/index.ts';
import { readFrame } from './support/on-the-wire.ts';

const official = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0.json') as object;

describe('the AsyncAPI document', () => {
  test('is what AsyncAPI 3.0 says that a document is', () => {
    const isDocument = new Ajv({
      strict: false,
      validateFormats: false,
      meta: false,
      validateSchema: false,
    }).compile(official);
    isDocument(asyncApi());
    equal(isDocument.errors ?? [], []);
    isDocument({ ...asyncApi(), operations: { ask: { action: 'shout' } } });
    ok(isDocument.errors, 'a wrong one is refused');
  });

  test('has every channel, every request, and no reference that leads nowhere', () => {
    const document = asyncApi();
    const names = Object.keys(document.components.schemas);
    for (const channel of CHANNELS) ok(names.includes(`${channel}.snapshot`), channel);
    const asked = Object.keys(document.components.messages).filter((name) => name !== 'frame');
    equal(
      asked,
      streamRequest.options.map(({ shape }) => shape.op.value),
    );
    for (const [, path = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = path.split('/').reduce<unknown>((at, key) => (at as never)?.[key], document);
      ok(found, path);
    }
  });

  test('refuses what is not said in it', () => {
    const trade = {
      tradeNumber: 1,
      price: '100',
      quantity: '0.4',
      takerSide: 'buy',
      at: '2026-11-22T09:00:00.000Z',
    } as const;
    const delta: StreamMessage = {
      channel: 'trades',
      symbol: 'BTC-USD',
      type: 'delta',
      previous: 1,
      sequence: 2,
      trades: [trade],
    };
    equal(readFrame(JSON.stringify([delta])), [delta]);
    for (const wrong of [
      { ...delta, sequence: '2' },
      { ...delta, trades: [{ ...trade, price: 100 }] },
      { ...delta, trades: [{ ...trade, owner: 'ann' }] },
      { ...delta, previous: undefined },
      { ...delta, channel: 'gossip' },
    ]) {
      throws(() => readFrame(JSON.stringify([wrong])), JSON.stringify(wrong));
    }
    throws(() => readFrame('[]'), /no messages/);
  });
});
