import { deepStrictEqual as equal, ok } from 'node:assert';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { crc32 } from 'node:zlib';
import { CHANNELS, type StreamMessage } from '@truetape/contracts';
import { Venue } from '@truetape/read-models/testing';
import { describe, test } from 'vitest';
import WebSocket from 'ws';
import { STREAM_LIMITS } from '../src/index.ts';
import { ACCOUNTS, eventually, listen, openApi, openFeed, openLog } from './support.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/feeds.md'), 'utf8');

const blockAfter = (heading: string) => page.split(heading)[1]?.split(/```\w*\n/)[1] ?? '';

async function openScene() {
  const log = openLog();
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  venue.place('trader-1', { side: 'buy', price: '99.5', quantity: '2' });
  venue.place('trader-1', { side: 'buy', price: '99', quantity: '1' });
  venue.place('trader-1', { side: 'sell', price: '100', quantity: '1.5' });
  await venue.settled();
  const { app } = await openApi(log, { limits: { checkMs: 100 } });
  return { venue, port: await listen(app) };
}

/** What differs from run to run is written as a dot on the page. */
function written(message: StreamMessage): string {
  const isOfRun = (name: string) => name === 'logId' || name === 'position';
  return `< ${JSON.stringify(message, (name, value) => (isOfRun(name) ? '…' : value))}`;
}

describe('the page about feeds', () => {
  test('shows what is answered', async () => {
    const { venue, port } = await openScene();
    const lines = blockAfter('## A whole conversation').trim().split('\n');
    const client = await openFeed(port);
    const seen = () => client.frames.flat();
    const shown: string[] = [];
    let read = 0;
    for (const line of lines) {
      if (line.startsWith('< ')) {
        // Checksums come by themselves, too: they are on the page where they were asked for.
        const isAwaited = ({ type }: StreamMessage) =>
          (type === 'checksum') === line.includes('"checksum"');
        await eventually(() => seen().slice(read).some(isAwaited)).catch((error) => {
          throw new Error(`nothing came for ${line} after ${shown.at(-1)}`, { cause: error });
        });
        read += seen().slice(read).findIndex(isAwaited);
        shown.push(written(seen()[read] as StreamMessage));
        read += 1;
        continue;
      }
      shown.push(line);
      const [, quantity = '', price = ''] = /^! buy (\S+) at (\S+)$/.exec(line) ?? [];
      if (line.startsWith('> ')) client.send(line.slice(2));
      else venue.place('trader-2', { side: 'buy', price, quantity });
    }
    equal(shown, lines);
  });

  test('reckons the checksum and the digest as zlib and SHA-256 do', () => {
    ok(
      page.includes(`\`99.5:2|99:1#100:1.5\` and the checksum \`${crc32('99.5:2|99:1#100:1.5')}\``),
    );
    ok(page.includes(`is of \`#\`: \`${crc32('#')}\``), String(crc32('#')));
    const text = '7:99.5:2|3:99:1#4:100:1.5';
    const digest = createHash('sha256').update(text).digest('hex');
    ok(page.includes(`\`${text}\`, it is \`${digest}\``), digest);
  });

  test('has a client that holds the book', async () => {
    const { venue, port } = await openScene();
    const code = blockAfter('## A client in some thirty lines');
    ok(code.trim().split('\n').length < 40);
    const sockets: WebSocket[] = [];
    class Kept extends WebSocket {
      constructor(url: string) {
        super(url);
        sockets.push(this);
      }
    }
    let book = '';
    const onBook = (now: Record<'bids' | 'asks', Map<string, string>>) => {
      book = JSON.stringify([[...now.bids], [...now.asks]]);
    };
    const script = code.replace(/^import.*$/m, '').replace('export ', '');
    const world = { WebSocket: Kept, setTimeout, address: `ws://127.0.0.1:${port}`, onBook };
    runInNewContext(`${script}\nfollowBook(address, 'BTC-USD', onBook);`, world);
    const levels = '[["99.5","2"],["99","1"]]';
    await eventually(() => book === `[${levels},[["100","1.5"]]]`);
    venue.place('trader-2', { side: 'buy', price: '100', quantity: '0.5' });
    await eventually(() => book === `[${levels},[["100","1"]]]`);
    sockets[0]?.terminate();
    venue.place('trader-2', { side: 'buy', price: '100', quantity: '0.25' });
    await eventually(() => book === `[${levels},[["100","0.75"]]]`);
    equal(sockets.length, 2);
    sockets[1]?.removeAllListeners('close');
    sockets[1]?.terminate();
  });

  test('names every channel and every limit', () => {
    for (const channel of CHANNELS) ok(page.includes(`| \`${channel}\` |`), channel);
    const limits = page.split('## Limits')[1]?.split('## ')[0] ?? '';
    const figures = [...limits.matchAll(/^\|[^|]+\|[^|\d]*([\d,]+)[^|]*\|[^|]*\|[^|]+\|$/gm)];
    const named = figures.map(([, figure = '']) => Number(figure.replaceAll(',', '')));
    equal(named.sort(), Object.values(STREAM_LIMITS).sort());
  });
});
