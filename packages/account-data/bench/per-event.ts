import type { EventLog, Subscribe } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { Sequencer } from '@truetape/market-data';
import { createLogger } from '@truetape/observability';
import { openLog, tradeAtRandom, Venue } from '@truetape/read-models/testing';
import { AccountData } from '../src/index.ts';
import { FoldStore } from '../test/support/fold-store.ts';

// What each event of the log costs the thread that follows accounts, beside what it costs to follow the markets:
// `node tools/run.mjs ../packages/account-data/bench/per-event.ts [commands]`
const commands = Number(process.argv[2] ?? 10_000);
const accountIds = Array.from({ length: 50 }, (_, index) => `trader-${index + 1}`);
const logger = createLogger({ level: 'silent', destination: '/dev/null' });

const log = openLog();
const venue = new Venue(log);
venue.open(...accountIds);
await venue.settled();
const begin = await log.head();
const store = new FoldStore(log);
await store.foldTo(begin);
for (let done = 0; done < commands; done += 1_000) {
  tradeAtRandom(venue, accountIds, done + 7, Math.min(1_000, commands - done));
  await venue.settled();
}
const earlier: RecordedEvent[] = [];
for await (const batch of log.readAll({ after: -1, upTo: begin })) earlier.push(...batch);
const events: RecordedEvent[] = [];
for await (const batch of log.readAll({ after: begin })) events.push(...batch);

/** The log as it was at the beginning, and how to say all that came after it. */
function replay() {
  const handlers: Subscribe[] = [];
  const before = {
    logId: log.logId,
    head: async () => begin,
    readStream: log.readStream.bind(log),
    readAll: (options: Parameters<EventLog['readAll']>[0]) =>
      log.readAll({ ...options, upTo: begin }),
    subscribeAll: (options: Subscribe) => {
      handlers.push(options);
      return { stop: async () => undefined };
    },
  } as unknown as EventLog;
  const say = async () => {
    for (const { after, prefixes = [''], onEvents } of handlers) {
      const isOwn = ({ stream }: RecordedEvent) => prefixes.some((one) => stream.startsWith(one));
      const own = events.filter(isOwn);
      if (after < begin) await onEvents(earlier.filter(isOwn));
      const before = process.cpuUsage();
      for (let at = 0; at < own.length; at += 50) await onEvents(own.slice(at, at + 50));
      const { user, system } = process.cpuUsage(before);
      return (user + system) / events.length;
    }
    return 0;
  };
  return { before, say };
}

async function markets(): Promise<number> {
  const { before, say } = replay();
  const onFailure = (error: unknown) => {
    throw error;
  };
  const nothing = () => undefined;
  const sequencer = new Sequencer({
    log: before,
    logger,
    onChange: nothing,
    onCaughtUp: nothing,
    onFailure,
  });
  const micros = await say();
  await sequencer.stop();
  return micros;
}

async function followed(count: number): Promise<number> {
  const { before, say } = replay();
  const data = new AccountData({ log: before, store, logger });
  const listener = { onDelta: () => undefined, onStopped: () => process.exit(1) };
  for (const accountId of accountIds.slice(0, count)) {
    const opened = await data.open(accountId, listener);
    if (!opened.ok) throw new Error(opened.failure);
  }
  const micros = await say();
  await data.stop();
  return micros;
}

console.log(`${events.length} events, microseconds of processor time for each of them`);
for (let round = 0; round < 3; round += 1) {
  const row: Record<string, string> = { markets: (await markets()).toFixed(2) };
  for (const count of [0, 1, 5, 50]) row[`${count} accounts`] = (await followed(count)).toFixed(2);
  console.log(row);
}
