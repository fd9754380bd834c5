import { FrameCache } from './frame-cache.ts';
import { Reader, type Seen } from './reader.ts';
import type { ReadersJob, ReadersReport } from './readers-job.ts';

/** A service takes so many connections of one address and no more: these come from several. */
const CLIENTS_PER_ADDRESS = 500;
const OPENING_AT_ONCE = 50;

const nothing = (): Seen => ({ frames: 0, messages: 0, gaps: 0, slow: 0, ended: [] });

/** The readers of one process. State between jobs: their connections. */
export function makeReaders(): (job: ReadersJob) => Promise<ReadersReport | undefined> {
  let cache = new FrameCache();
  let [seen, stalledSeen] = [nothing(), nothing()];
  let readers: Reader[] = [];
  let stalled: Reader[] = [];

  const follow = async (job: Extract<ReadersJob, { kind: 'follow' }>) => {
    for (const reader of [...readers, ...stalled]) reader.close();
    cache = new FrameCache();
    [seen, stalledSeen] = [nothing(), nothing()];
    const { port, symbol, clients } = job;
    const open = (at: number, of: Seen) => {
      const localAddress = `127.0.0.${2 + Math.floor(at / CLIENTS_PER_ADDRESS)}`;
      return new Reader({ port, symbol, localAddress, cache, seen: of });
    };
    readers = [];
    while (readers.length < clients) {
      const size = Math.min(OPENING_AT_ONCE, clients - readers.length);
      const opened = Array.from({ length: size }, (_, at) => open(readers.length + at, seen));
      await Promise.all(opened.map(({ subscribed }) => subscribed));
      readers.push(...opened);
    }
    stalled = Array.from({ length: job.stalled }, () => open(clients, stalledSeen));
    await Promise.all(stalled.map(({ subscribed }) => subscribed));
    for (const reader of stalled) reader.stall();
  };

  return async (job) => {
    if (job.kind === 'follow') {
      await follow(job);
      return undefined;
    }
    if (job.kind === 'begin') {
      cache.take();
      Object.assign(seen, { frames: 0, messages: 0, gaps: 0, slow: 0 });
      return undefined;
    }
    for (const reader of stalled) reader.goOn();
    await new Promise((resolve) => setTimeout(resolve, GOODBYE_MS));
    const arrivals = cache.take().map(({ sequences, arrivedAtMs }) => ({ sequences, arrivedAtMs }));
    return { ...seen, stalledEnded: stalledSeen.ended, arrivals };
  };
}

/** Whoever did not read hears why it was sent away. */
const GOODBYE_MS = 1_000;
