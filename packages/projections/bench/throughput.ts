import type { RecordedEvent } from '@truetape/kernel';
import { openLog } from '@truetape/read-models/testing';
import { openTestPostgres, tradeAtRandom, Venue } from '../test/support/index.ts';
import { projectTo } from '../test/support/projecting.ts';

// How fast all read models together are, on one process and a Postgres beside it:
// `node tools/run.mjs ../packages/projections/bench/throughput.ts [commands] [events per second]`
const commands = Number(process.argv[2] ?? 30_000);
const perSecond = Number(process.argv[3] ?? 3_500);
const accountIds = Array.from({ length: 50 }, (_, index) => `trader-${index + 1}`);

const log = openLog();
const venue = new Venue(log);
venue.open(...accountIds);
for (let done = 0; done < commands; done += 1_000) {
  tradeAtRandom(venue, accountIds, done + 7, Math.min(1_000, commands - done));
  await venue.settled();
}
const postgres = await openTestPostgres();
try {
  await catchUp(await postgres.newDatabase());
  await keepUp(await postgres.newDatabase());
} finally {
  await postgres.stop();
  await log.close();
}

/** From nothing to the head, as fast as it goes; then a start at the head. */
async function catchUp(databaseUrl: string): Promise<void> {
  const head = await log.head();
  let startedAtMs = 0;
  const onProgress = () => {
    startedAtMs ||= performance.now();
  };
  const first = await projectTo(head, { log, databaseUrl, onProgress });
  const seconds = (performance.now() - startedAtMs) / 1000;
  await first.stop();
  const againAtMs = performance.now();
  const second = await projectTo(head, { log, databaseUrl });
  const restartMs = performance.now() - againAtMs;
  await second.stop();
  console.log(`catching up: ${head + 1} events, ${Math.round((head + 1) / seconds)} events/s`);
  console.log(`starting again at the head: ${Math.round(restartMs)} ms`);
}

/** The same events at a steady rate, from append to commit in Postgres. */
async function keepUp(databaseUrl: string): Promise<void> {
  const events: RecordedEvent[] = [];
  for await (const batch of log.readAll({ after: -1 })) events.push(...batch);
  const live = openLog();
  const appendedAtMs: number[] = [];
  const lagMs: number[] = [];
  const startedAtMs = performance.now();
  const cpu = process.cpuUsage();
  const whenAll = projectTo(events.length - 1, {
    log: live,
    databaseUrl,
    onProgress: (position) => {
      while (lagMs.length <= position) {
        lagMs.push(performance.now() - (appendedAtMs[lagMs.length] ?? 0));
      }
    },
  });
  for (let next = 0; next < events.length; ) {
    const due = ((performance.now() - startedAtMs) / 1000) * perSecond;
    for (; next < Math.min(due, events.length); next++) {
      const { stream, revision, type, schemaVersion, correlationId, data } = events[
        next
      ] as RecordedEvent;
      appendedAtMs.push(performance.now());
      void live.append(stream, revision - 1, [{ type, schemaVersion, correlationId, data }]);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const projector = await whenAll;
  await projector.stop();
  await live.close();
  const { user, system } = process.cpuUsage(cpu);
  const share = (user + system) / 1000 / (performance.now() - startedAtMs);
  lagMs.sort((a, b) => a - b);
  const at = (part: number) => Math.round(lagMs[Math.floor(part * (lagMs.length - 1))] ?? 0);
  console.log(
    `keeping up with ${perSecond} events/s: lag p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)} ms; ` +
      `${Math.round(100 * share)} % of a core with the appending`,
  );
}
