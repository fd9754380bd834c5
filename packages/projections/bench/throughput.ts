/** Events per second of all read models together, fold and Postgres. `node bench/throughput.ts [commands]` when built. */
import { performance } from 'node:perf_hooks';
import { openTestPostgres, tradeAtRandom, Venue } from '../test/support/index.ts';
import { openLog, projectTo, withClient } from '../test/support/projecting.ts';
import { compareWithFold } from '../src/index.ts';
import { Changes, combineFolds, READ_MODELS } from '../src/fold.ts';

const commands = Number(process.argv[2] ?? 30_000);
const accounts = Array.from({ length: 50 }, (_, i) => `trader-${i + 1}`);
const log = openLog();
const venue = new Venue(log);
venue.open(...accounts);
for (let done = 0; done < commands; done += 1_000) {
  tradeAtRandom(venue, accounts, done + 7, 1_000);
  await venue.settled();
}
const head = await log.head();
console.log('events', head + 1);

for (let i = 0; i < 2; i++) {
  const started = performance.now();
  const fold = combineFolds(READ_MODELS);
  let changes = new Changes();
  let count = 0;
  for await (const events of log.readAll({ after: -1 })) {
    for (const event of events) fold.apply(event, changes);
    if (++count % 4 === 0) changes = new Changes();
  }
  const ms = performance.now() - started;
  console.log('read + fold alone', Math.round((head + 1) / (ms / 1000)), 'events/s');
}
const postgres = await openTestPostgres();
const databaseUrl = await postgres.newDatabase();
const started = performance.now();
let firstAt = 0;
const cpu = process.cpuUsage();
const projector = await projectTo(head, { log, databaseUrl, onProgress: () => { firstAt ||= performance.now(); } });
const ms = performance.now() - firstAt;
const used = process.cpuUsage(cpu);
console.log('started after', Math.round(firstAt - started), 'ms');
console.log('projected', Math.round((head + 1) / (ms / 1000)), 'events/s, our cpu', Math.round((used.user + used.system) / 1000), 'ms of', Math.round(ms));
await projector.stop();
const again = performance.now();
const second = await projectTo(head, { log, databaseUrl });
console.log('restart', Math.round(performance.now() - again), 'ms');
await second.stop();
const compared = await withClient(databaseUrl, (client) => compareWithFold({ log, client }));
console.log(JSON.stringify(compared), Math.round(performance.now() - again));
await postgres.stop();
await log.close();
