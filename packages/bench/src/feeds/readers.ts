import { FrameCache } from './frame-cache.ts';
import { Reader, type Seen } from './reader.ts';
import { FOLLOWED, type ReadersJob, type ReadersReport, STALLED } from './readers-job.ts';

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
    const open = (at: number) => {
      const localAddress = `127.0.0.${2 + Math.floor(at / CLIENTS_PER_ADDRESS)}`;
      const subscriptions = FOLLOWED.map((of) => ({ ...of, symbol }));
      return new Reader({ port, localAddress, subscriptions, cache, seen });
    };
    // What the system takes for a client that does not read is some megabytes: it is sent more.
    const openStalled = () => {
      const subscriptions = [...FOLLOWED, ...STALLED].map((of) => ({ ...of, symbol }));
      const localAddress = '127.0.0.1';
      const apart = { cache: new FrameCache(), seen: stalledSeen };
      return new Reader({ port, localAddress, subscriptions, ...apart });
    };
    readers = [];
    while (readers.length < clients) {
      const size = Math.min(OPENING_AT_ONCE, clients - readers.length);
      const opened = Array.from({ length: size }, (_, at) => open(readers.length + at));
      await Promise.all(opened.map(({ subscribed }) => subscribed));
      readers.push(...opened);
    }
    stalled = Array.from({ length: job.stalled }, openStalled);
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
