import { deepStrictEqual as equal, ok as holds, match } from 'node:assert';
import { generateKeyPairSync } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Data, streams } from '@truetape/contracts';
import { epochMs } from '@truetape/domain';
import { MemoryDisk, MemoryLog, NO_STREAM, START } from '@truetape/event-store';
import { failed, type NewEvent, type RecordedEvent } from '@truetape/kernel';
import { createLogger } from '@truetape/observability';
import { afterEach, describe, test } from 'vitest';
import { type LogHead, LogTree, parseAnchor, readAnchorLines } from '../src/index.ts';
import {
  appendAnchorsTo,
  fileTarget,
  type Notary,
  type NotaryOptions,
  openNotaryFiles,
  startNotary,
  urlTarget,
} from '../src/notary/index.ts';

const logger = createLogger({ level: 'silent', destination: '-' });
const now = () => epochMs(Date.now());
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'truetape-notary-'));
  cleanUps.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A log, and what writes something into it that is no anchor. */
function openLog(disk = new MemoryDisk()) {
  const log = new MemoryLog({ disk });
  let revision = disk.lastOf('orders')?.revision ?? NO_STREAM;
  const write = async (count: number, text = 'order') => {
    for (let left = count; left > 0; left -= 500) {
      const events = Array.from({ length: Math.min(500, left) }, (_, at) => said(`${text} ${at}`));
      const appended = await log.append('orders', revision, events);
      if (appended.ok) revision = appended.value.revision;
    }
  };
  return { disk, log, write };
}

const said = (words: string): NewEvent => ({
  type: 'Said',
  schemaVersion: 1,
  correlationId: 'test',
  data: { words },
});

const appendTo = (log: MemoryLog) => appendAnchorsTo(log, 'notary');

interface Running {
  readonly notary: Notary;
  readonly stopped: string[];
}

async function run(options: Omit<NotaryOptions, 'now' | 'logger' | 'onStopped'>): Promise<Running> {
  const stopped: string[] = [];
  const onStopped = (reason: string) => void stopped.push(reason);
  const notary = await startNotary({ now, logger, onStopped, ...options });
  cleanUps.push(() => notary.stop());
  return { notary, stopped };
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadlineMs = performance.now() + 15_000;
  while (!(await isSo())) {
    if (performance.now() > deadlineMs) throw new Error(`Not within 15 s: ${what}`);
    await sleep(10);
  }
}

async function eventsIn(log: MemoryLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of log.readAll({ after: START })) events.push(...batch);
  return events;
}

const anchorsIn = (events: readonly RecordedEvent[]) =>
  events.filter(({ stream }) => stream === streams.anchors) as RecordedEvent<
    string,
    Data<'LogAnchored'>
  >[];

/** Of each size, from 0. */
function headsOf(events: readonly RecordedEvent[]): readonly LogHead[] {
  const tree = new LogTree();
  const heads = [tree.head()];
  for (const event of events) {
    tree.add(event);
    heads.push(tree.head());
  }
  return heads;
}

/** Every anchor is of what is before it, and each of more than the last. */
function allAreRight(events: readonly RecordedEvent[]): void {
  const heads = headsOf(events);
  let before = 0;
  for (const { position, data } of anchorsIn(events)) {
    const { at: _, logId: __, ...head } = data;
    equal(head, heads[data.size]);
    holds(data.size <= position && data.size > before);
    before = data.size;
  }
}

describe('anchors in the log', () => {
  test('are of what is new, within a second, and a quiet log gets no anchor of an anchor', async () => {
    const { log, write } = openLog();
    await run({ log, append: appendTo(log) });
    await write(3);
    await until('there is an anchor', async () => anchorsIn(await eventsIn(log)).length === 1);
    await sleep(1_200);
    const events = await eventsIn(log);
    equal(
      events.map(({ type }) => type),
      ['Said', 'Said', 'Said', 'LogAnchored'],
    );
    allAreRight(events);
    await write(1);
    await until('there is another', async () => anchorsIn(await eventsIn(log)).length === 2);
    equal(
      anchorsIn(await eventsIn(log)).map(({ data }) => data.size),
      [3, 5],
    );
  });

  test('are at most 1,000 events apart, however fast the log grows and wherever it is read from', async () => {
    const { log, write } = openLog();
    await write(20_000);
    const { notary } = await run({ log, append: appendTo(log) });
    await write(2_500);
    await until('all is anchored', () => {
      const { size, lag } = notary.status();
      return size >= 22_500 && lag.log.events === 0;
    });
    const events = await eventsIn(log);
    allAreRight(events);
    const sizes = [0, ...anchorsIn(events).map(({ data }) => data.size)];
    const apart = sizes.slice(1).map((size, at) => size - (sizes[at] as number));
    holds(Math.max(...apart) <= 1_000, `${Math.max(...apart)} events apart`);
  });

  test('go on where the stream ends, also beside another notary', async () => {
    const { log, write } = openLog();
    const first = await run({ log, append: appendTo(log) });
    const second = await run({ log, append: appendTo(log) });
    for (let round = 0; round < 3; round++) {
      await write(1_300);
      await sleep(30);
    }
    await first.notary.stop();
    await write(10);
    await until('the other goes on', () => second.notary.status().lag.log.events === 0);
    await second.notary.stop();
    const third = await run({ log, append: appendTo(log) });
    await write(10);
    await until('a third takes up', () => third.notary.status().lag.log.events === 0);
    await third.notary.stop();
    allAreRight(await eventsIn(log));
    equal([first.stopped, second.stopped, third.stopped], [[], [], []]);
  });

  test('are taken again when the log could not be written', async () => {
    const { log, write } = openLog();
    const append = appendTo(log);
    let refused = 0;
    const { notary } = await run({
      log,
      append: async (revision, anchors) => {
        if (refused === 2) return append(revision, anchors);
        refused += 1;
        return failed({ code: 'UNAVAILABLE', reason: 'full' });
      },
    });
    await write(2);
    await until('there is an anchor', async () => anchorsIn(await eventsIn(log)).length === 1);
    equal(notary.status().failures, { log: 2, file: 0, url: 0 });
  });

  test('are not tried without a pause while the log cannot be written, however much is new', async () => {
    const { log, write } = openLog();
    let refused = 0;
    const { notary } = await run({
      log,
      append: async () => {
        refused += 1;
        // A loop of microtasks would let no test go on.
        if (refused > 100) throw new Error('it is tried without a pause');
        return failed({ code: 'UNAVAILABLE', reason: 'the writer is gone' });
      },
    });
    await write(5_000);
    await until('it was tried', () => refused > 0);
    await sleep(300);
    holds(refused <= 5, `tried ${refused} times within 0.3 s`);
    await notary.stop();
    holds(refused <= 6, `tried ${refused} times in all`);
  });
});

describe('anchors outside', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const everyMs = 20;

  function read(path: string) {
    const lines = readAnchorLines(existsSync(path) ? readFileSync(path, 'utf8') : '', publicKey);
    if (!lines.ok) throw new Error(lines.failure);
    return lines.value;
  }

  test('are signed lines of a file that only grows, the last one when the notary is stopped', async () => {
    const { log, write } = openLog();
    const path = join(folder(), 'anchors.ndjson');
    writeFileSync(path, '{"anchor":{"at":"2026');
    const { notary } = await run({
      log,
      outside: { privateKey, targets: [fileTarget(path)], everyMs },
    });
    await write(5);
    await until('there is an anchor', () => read(path).anchors.length === 1);
    await sleep(3 * everyMs);
    equal(read(path).anchors.length, 1, 'nothing is new');
    await write(5);
    await notary.stop();
    const heads = headsOf(await eventsIn(log));
    equal(
      read(path).anchors.map(({ anchor: { at: _, format, logId, ...head } }) => [
        format,
        logId,
        head,
      ]),
      [5, 10].map((size) => ['truetape-anchor-1', log.logId, heads[size]]),
    );
    equal(read(path).unreadable, 1, 'the line that was cut off is still there');
  });

  test('are known to be false when anything of them is changed', async () => {
    const { log, write } = openLog();
    const path = join(folder(), 'anchors.ndjson');
    const { notary } = await run({
      log,
      outside: { privateKey, targets: [fileTarget(path)], everyMs },
    });
    await write(5);
    await until('there is an anchor', () => read(path).anchors.length === 1);
    await notary.stop();
    const line = readFileSync(path, 'utf8');
    const changed = [
      line.replace('"size":5', '"size":4'),
      line.replace('"position":4', '"position":3'),
    ];
    for (const other of changed) {
      equal(readAnchorLines(other, publicKey), {
        ok: false,
        failure: 'line 1 has a false signature',
      });
    }
    equal(readAnchorLines(line, generateKeyPairSync('ed25519').publicKey).ok, false);
  });

  /** Answers with the statuses given, then with 204; keeps what it was sent. */
  async function receiver(...statuses: readonly number[]) {
    const bodies: string[] = [];
    const server: Server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        response.statusCode = statuses[bodies.length] ?? 204;
        bodies.push(body);
        if (response.statusCode !== 102) response.end();
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    cleanUps.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/anchors`, bodies };
  }

  test('are posted, and again when the answer is none or no success, while the file goes on', async () => {
    const { log, write } = openLog();
    const path = join(folder(), 'anchors.ndjson');
    const { url, bodies } = await receiver(500, 102);
    const targets = [fileTarget(path), urlTarget(url, 1_000)];
    const { notary } = await run({ log, outside: { privateKey, targets, everyMs } });
    await write(5);
    await until('the third has arrived', () => bodies.length >= 3);
    await until('nothing is missing', () => notary.status().lag.outside.events === 0);
    equal(read(path).anchors.length, 1);
    holds(notary.status().failures.url >= 2);
    equal(parseAnchor(bodies.at(-1) ?? ''), read(path).anchors[0]);
  });
});

describe('a notary that starts again', () => {
  const open = (path: string, keyFile?: string) => {
    const places = { folder: path, keyFile, anchorFile: join(path, 'anchors.ndjson') };
    const files = openNotaryFiles(places);
    return { places, files };
  };

  async function runWithFiles(log: MemoryLog, path: string) {
    const { places, files } = open(path);
    if (!files.ok) throw new Error(files.failure);
    const { privateKey, resume, known, keep } = files.value;
    const outside = {
      privateKey,
      targets: [fileTarget(places.anchorFile)],
      everyMs: 20,
      onSigned: keep,
    };
    return { ...(await run({ log, outside, resume, known: known?.anchor })), resume };
  }

  async function anchored() {
    const { disk, log, write } = openLog();
    const path = folder();
    const { notary } = await runWithFiles(log, path);
    await write(700);
    await until('it is sent', () => notary.status().size === 700);
    await notary.stop();
    return { disk, log, write, path };
  }

  test('goes on where it was and not from the start of the log', async () => {
    const { log, write, path } = await anchored();
    await write(20);
    const { notary, resume, stopped } = await runWithFiles(log, path);
    equal(resume?.signed.anchor.size, 700);
    await until('it is read', () => notary.status().size === 720);
    await notary.stop();
    const last = readFileSync(join(path, 'anchors.ndjson'), 'utf8').trim().split('\n').at(-1) ?? '';
    equal(parseAnchor(last)?.anchor.root, headsOf(await eventsIn(log))[720]?.root);
    equal(stopped, []);
  });

  test('makes its key once, for itself alone, and never another while there are anchors of the first', async () => {
    const { path } = await anchored();
    equal(statSync(join(path, 'key.pem')).mode & 0o777, 0o600);
    const key = readFileSync(join(path, 'key.pem'), 'utf8');
    holds(open(path).files.ok);
    equal(readFileSync(join(path, 'key.pem'), 'utf8'), key);
    rmSync(join(path, 'key.pem'));
    const { files } = open(path);
    match(files.ok ? '' : files.failure, /key\.pem is missing/);
    const other = folder();
    holds(open(other).files.ok);
    const withOther = open(path, join(other, 'key.pem')).files;
    match(withOther.ok ? '' : withOther.failure, /signed with another key/);
    equal(open(path, join(other, 'nothing.pem')).files, {
      ok: false,
      failure: `${join(other, 'nothing.pem')} cannot be read (ENOENT).`,
    });
  });

  test.each([
    ['is cut off', (events: readonly RecordedEvent[]) => events.slice(0, 699), /position 699/],
    [
      'ends otherwise',
      (events: readonly RecordedEvent[]) => rewritten(events, 650),
      /position 699/,
    ],
  ])('signs nothing of a log that %s', async (_, tamper, reason) => {
    const { log, path } = await anchored();
    const before = readFileSync(join(path, 'anchors.ndjson'), 'utf8');
    const forged = await copyOf(log, tamper(await eventsIn(log)));
    const refusal = await runWithFiles(forged, path).catch((error: Error) => error.message);
    match(String(refusal), /The log is not the one that was anchored outside/);
    match(String(refusal), reason);
    equal(readFileSync(join(path, 'anchors.ndjson'), 'utf8'), before);
  });

  test.each([
    ['is cut off', (events: readonly RecordedEvent[]) => events.slice(0, 699), /it has 699 events/],
    ['was another', (events: readonly RecordedEvent[]) => rewritten(events, 3), /first 700 events/],
  ])(
    'reads all of the log when its state is not its own, and signs nothing when it %s',
    async (_, tamper, reason) => {
      const { log, path } = await anchored();
      const before = readFileSync(join(path, 'anchors.ndjson'), 'utf8');
      appendFileSync(join(path, 'state.json'), 'x');
      const forged = await copyOf(log, tamper(await eventsIn(log)));
      const { stopped, resume } = await runWithFiles(forged, path);
      equal(resume, undefined);
      await until('it stops', () => stopped.length === 1);
      match(stopped[0] ?? '', reason);
      equal(readFileSync(join(path, 'anchors.ndjson'), 'utf8'), before);
    },
  );

  test('keeps to the tree it has signed when earlier events are others now', async () => {
    const { log, path } = await anchored();
    const events = await eventsIn(log);
    const heads = headsOf(events);
    // Its last event stays: nothing shows at the place where the notary goes on.
    const changed = events.with(3, { ...(events[3] as RecordedEvent), hash: 'ab'.repeat(32) });
    const forged = await copyOf(log, changed, 'as they are');
    const { notary, stopped } = await runWithFiles(forged, path);
    await until('it is read', () => notary.status().size === 700);
    await notary.stop();
    equal(stopped, []);
    const last = readFileSync(join(path, 'anchors.ndjson'), 'utf8').trim().split('\n').at(-1) ?? '';
    equal(parseAnchor(last)?.anchor.root, heads[700]?.root, 'it vouches for what was there');
  });
});

/** From an event on something else was said. */
const rewritten = (events: readonly RecordedEvent[], from: number): readonly RecordedEvent[] =>
  events.map((event, at) => (at < from ? event : { ...event, data: { words: `forged ${at}` } }));

/** A log with the same name that holds these events instead. */
async function copyOf(
  { logId }: MemoryLog,
  events: readonly RecordedEvent[],
  hashes: 'made anew' | 'as they are' = 'made anew',
): Promise<MemoryLog> {
  const disk = new MemoryDisk(logId);
  if (hashes === 'as they are') {
    disk.write(events.map((event) => ({ event, canonical: JSON.stringify(event) })));
    return new MemoryLog({ disk });
  }
  const log = new MemoryLog({ disk });
  const appended = events.map(({ stream, revision, ...event }) =>
    log.append(stream, revision - 1, [
      {
        type: event.type,
        schemaVersion: event.schemaVersion,
        correlationId: event.correlationId,
        data: event.data,
      },
    ]),
  );
  await Promise.all(appended);
  return log;
}
