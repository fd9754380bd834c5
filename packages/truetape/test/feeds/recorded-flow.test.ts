import { deepStrictEqual as equal, ok } from 'node:assert';
import { createHash } from 'node:crypto';
import { type ClientEvent, connect, type Feed } from '@truetape/client';
import { bookDigestText } from '@truetape/contracts/book-check';
import { type EventLog, MemoryLog } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { Sequencer } from '@truetape/market-data';
import { createLogger } from '@truetape/observability';
import { hasRecording, replayRecording, Venue } from '@truetape/read-models/testing';
import { describe, onTestFinished, test } from 'vitest';
import { until } from '../process/support.ts';
import { FeedWorld } from './feed-world.ts';

const SYMBOL = 'BTC-USD';
const DEPTH = 500;
/** After so many inputs the books are compared. */
const EVERY = 100;
/** CI replays a share. */
const ROWS = process.env.CI === undefined ? undefined : 8_000;
const MORNING_MS = Date.UTC(2015, 4, 1);
const PATIENCE_MS = 240_000;

type Text = readonly (string | number)[];
type Book = { readonly bids: readonly Text[]; readonly asks: readonly Text[] };

const digestOf = ({ bids, asks }: Book) =>
  createHash('sha256').update(bookDigestText(bids, asks)).digest('hex');

/** Of each place where a book changed: the sequence, and the digest of what it was then. */
type History = [sequence: number, digest: string][];

/** What a venue makes of the recorded flow. */
async function recordedMorning(): Promise<readonly RecordedEvent[]> {
  const log = new MemoryLog({ clockMs: () => MORNING_MS });
  onTestFinished(() => log.close());
  const venue = new Venue(log);
  replayRecording(venue, ROWS);
  await venue.settled();
  return await eventsOf(log);
}

async function eventsOf(log: EventLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of log.readAll({ after: -1, upTo: await log.head() })) {
    events.push(...batch);
  }
  return events;
}

/** Writes the same once more. */
async function copyTo(log: EventLog, events: readonly RecordedEvent[]): Promise<void> {
  for (const { stream, revision, type, schemaVersion, correlationId, data } of events) {
    const event = { type, schemaVersion, correlationId, data };
    const appended = await log.append(stream, revision - 1, [event]);
    ok(appended.ok, `${stream} ${revision} is written again`);
  }
}

/** What the fold of the log shows after every 100th input, and at which sequence. */
async function foldOf(log: EventLog) {
  const points: { sequence: number; levels: string; orders: string }[] = [];
  let inputs = 0;
  const sequencer = new Sequencer({
    log,
    logger: createLogger({ level: 'silent', destination: '/dev/null' }),
    onChange: ({ head }) => {
      inputs += 1;
      const view = sequencer.markets.get(SYMBOL)?.view;
      if (inputs % EVERY !== 0 || view === undefined) return;
      const [levels, orders] = [digestOf(view.levels(DEPTH)), digestOf(view.orders())];
      points.push({ sequence: head.sequence, levels, orders });
    },
    onCaughtUp: () => undefined,
    onFailure: (error) => {
      throw error;
    },
  });
  onTestFinished(() => sequencer.stop());
  const head = await log.head();
  await until('the log is folded', () => sequencer.position >= head, PATIENCE_MS);
  return points;
}

/** Follows both books from the first moment of the market on. */
function follow(address: string) {
  const [levels, orders]: [History, History] = [[], []];
  const keep = (history: History) => (feed: Feed<'book'> | Feed<'orders-of-book'>) => {
    const { sequence, state } = feed;
    history.push([sequence, digestOf({ bids: state.bids(), asks: state.asks() })]);
  };
  const events: ClientEvent[] = [];
  const client = connect({ addresses: [address], onEvent: (event) => events.push(event) });
  onTestFinished(() => client.close());
  const book = client.follow({ channel: 'book', symbol: SYMBOL, depth: DEPTH }, keep(levels));
  const all = client.follow({ channel: 'orders-of-book', symbol: SYMBOL }, keep(orders));
  const isThere = () => book.status === 'current' && all.status === 'current';
  return { levels, orders, book, all, events, isThere };
}

describe.runIf(hasRecording || process.env.CI !== undefined)('a recorded morning', () => {
  const limit = { timeout: 3 * PATIENCE_MS };

  test(
    'makes books of a client that are those of the fold at every hundredth input',
    limit,
    async () => {
      const events = await recordedMorning();
      const opening = events.findIndex(({ stream }) => stream === `market-${SYMBOL}`) + 1;
      const world = new FeedWorld(1, { isEmpty: true });
      await copyTo(world.log, events.slice(0, opening));
      const { proxy } = await world.serve();
      const client = follow(proxy.address);
      await until('both books are followed', client.isThere);
      await copyTo(world.log, events.slice(opening));
      const points = await foldOf(world.log);
      const last = points.at(-1)?.orders;
      const isOver = () => client.orders.some(([, digest]) => digest === last);
      await until('the morning is over', isOver, PATIENCE_MS);
      const digest = digestOf({ bids: client.all.state.bids(), asks: client.all.state.asks() });
      equal(digest, await client.all.state.digest());
      for (const { sequence, levels, orders } of points) {
        equal(shownAt(client.levels, sequence), levels, `levels at ${sequence}`);
        equal(shownAt(client.orders, sequence), orders, `orders at ${sequence}`);
      }
      ok(points.length >= (ROWS ?? 30_000) / EVERY, `${points.length} books are compared`);
      // Until the service has read the log it may have to be asked again; after that nothing may have happened.
      const told = client.events.map(({ type }) => type).filter((type) => type !== 'refused');
      equal(told, ['connected', 'snapshot', 'snapshot']);
      ok(
        client.levels.length > (ROWS ?? 30_000) / 3,
        `${client.levels.length} changes, one by one`,
      );
    },
  );
});

/** What was shown when that sequence was reached, also where it changed nothing. */
function shownAt(history: History, sequence: number): string | undefined {
  return history.findLast(([at]) => at <= sequence)?.[1];
}
