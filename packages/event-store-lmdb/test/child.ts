/** A process of its own, for tests: `child write|read|open|reopen|barge <folder> [early]`. Tells what it does over IPC. */
import { setTimeout as delay } from 'node:timers/promises';
import { type EventLog, MemoryLog, START } from '@truetape/event-store';
import { openEnvironment } from '../src/environment.ts';
import { openLmdbLog, openLmdbReader } from '../src/index.ts';
import { loadOf } from './load.ts';

const [task, folder = '', mode = ''] = process.argv.slice(2);
const tell = (message: unknown) => process.send?.(message);

const options = {
  folder,
  clockMs: Date.now,
  segmentEvents: 400,
  onFatal: (error: unknown) => {
    throw error;
  },
};

/** A double that answers when an append is in memory, and stores it some seconds later. */
async function openEarlyLog(): Promise<Pick<EventLog, 'append' | 'streamHead'>> {
  const memory = new MemoryLog();
  const disk = await openLmdbLog(options);
  return {
    streamHead: (stream) => memory.streamHead(stream),
    append: (...append) => {
      void delay(5_000).then(() => disk.append(...append));
      return memory.append(...append);
    },
  };
}

if (task === 'open') {
  await openLmdbLog(options).then(
    () => tell('opened'),
    (error: Error) => tell(error.message),
  );
}

if (task === 'write') {
  const log = mode === 'early' ? await openEarlyLog() : await openLmdbLog(options);
  tell('ready');
  const writeForEver = async (worker: number) => {
    for (let turn = 0; ; turn++) {
      const stream = `account-${worker}-${turn % 8}`;
      const revision = (await log.streamHead(stream))?.revision ?? -1;
      const answer = await log.append(stream, revision, loadOf(stream, revision));
      if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
      tell({ stream, ...answer.value });
    }
  };
  for (let worker = 0; worker < 64; worker++) void writeForEver(worker);
}

/** Opens the log again and again, as who reads it does, or without asking its writer. */
if (task === 'reopen' || task === 'barge') {
  for (let times = 1; ; times++) {
    const opened =
      task === 'reopen' ? await openLmdbReader({ folder }) : openEnvironment(folder, true).root;
    await opened.close();
    tell({ times });
    await delay(0);
  }
}

if (task === 'read') {
  const log = await openLmdbReader({ folder });
  process.on('message', async (message: { readonly stream: string }) => {
    const revisions: number[] = [];
    for await (const events of log.readStream(message.stream)) {
      revisions.push(...events.map((event) => event.revision));
    }
    const head = await log.streamHead(message.stream);
    tell({ revisions, head, logHead: await log.head() });
  });
  log.subscribeAll({
    after: START,
    onEvents: (events) => void tell({ positions: events.map((event) => event.position) }),
    onCaughtUp: (position) => void tell({ caughtUp: position }),
    onFailure: (failure) => void tell({ failure: String(failure) }),
  });
}
