import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { RedisServer } from '@truetape/market-data-redis/testing';
import { describe, test } from 'vitest';
import { numbersFrom } from '../process/random-recording.ts';
import { afterThisTest, until } from '../process/support.ts';
import { PROCESSES_ON_LMDB, startAs } from '../shapes/shapes.ts';
import { acknowledging } from './acknowledging.ts';
import { openQuietMarket, patientClients } from './clients.ts';
import { otherEndsIn } from './ends.ts';
import { depositing } from './errands.ts';
import { eventsIn, lostFrom } from './in-the-log.ts';
import { proveSettled } from './proof.ts';
import { proveProjections } from './prove-projections.ts';
import { killAtRandom } from './random-kills.ts';
import { READ_SIDE, readSideKiller } from './read-side-killer.ts';
import { startReading } from './readers.ts';
import { runErrands } from './run-errands.ts';
import { READ_KILL_PAUSE_MS_MAX, READ_KILLS, SEED } from './sizes.ts';

/** Of a worker, between two errands: the processor is for what starts again. */
const PAUSE_MS = 100;
/** However much has just died, the next acknowledgement comes within that. */
const SILENCE_MS_MAX = 5_000;
/** And everything that is written by then is read within that. */
const READ_AGAIN_MS_MAX = 60_000;

async function startOnRedis() {
  const redis = await RedisServer.start();
  afterThisTest(() => redis.dispose());
  const environment = { REDIS_URL: redis.url, MARKET_DATA_PORT: '' };
  return { redis, ...(await startAs({ ...PROCESSES_ON_LMDB, environment })) };
}

describe(`${READ_KILLS} kills of what reads stand on at random moments under load, from seed ${SEED}`, () => {
  test('cost no command its answer, and what is read is what the log says', {
    timeout: 300_000 + READ_KILLS * 60_000,
  }, async () => {
    const { redis, ...running } = await startOnRedis();
    const { port, keys, service, environment } = running;
    await openQuietMarket(port, keys);
    const clients = patientClients(port, keys);
    const { send, receipts, silenceMs } = acknowledging(clients.send);
    const readers = startReading([port, Number(environment.QUERY_PORT)], keys.traders);
    const below = numbersFrom(SEED + 1);
    let isOver = false;
    const load = runErrands({
      keys,
      name: 'load',
      below: numbersFrom(SEED),
      pauseMs: PAUSE_MS,
      isOver: () => isOver,
      send,
    });
    const readAfterMs: number[] = [];
    const everythingIsRead = async () => {
      const sinceMs = performance.now();
      const { position } = await send(depositing(`read-${readAfterMs.length}`, keys));
      await until('everything is read', () => readers.shows(position), READ_AGAIN_MS_MAX);
      readAfterMs.push(performance.now() - sinceMs);
    };
    const kill = async () => {
      const killed = await killAtRandom({
        names: READ_SIDE,
        kill: readSideKiller(running, redis, below),
        // Now and then another one dies before all is well again.
        afterwards: async () => (below(3) === 0 ? undefined : everythingIsRead()),
        kills: READ_KILLS,
        pauseMsMax: READ_KILL_PAUSE_MS_MAX,
        below,
      });
      await everythingIsRead();
      return killed;
    };
    const killing = kill().finally(() => {
      isOver = true;
    });
    const [killed] = await Promise.all([killing, load]).catch((cause: unknown) => {
      throw new Error(`${cause}; its supervisor said:\n${service.errors()}`, { cause });
    });

    const { wrong, ...read } = await readers.stop();
    const refused = clients.repeats();
    const told = {
      killed,
      acknowledged: receipts.length,
      refused: refused.length,
      longestSilenceMs: Math.round(silenceMs()),
      slowestReadMs: Math.round(Math.max(...readAfterMs)),
      ...read,
    };
    process.stdout.write(`killed read models, seed ${SEED}: ${JSON.stringify(told)}\n`);
    equal(wrong.slice(0, 5), [], 'what is read is never older, and else 503 with a code');
    const unanswered = refused.filter((why) => !/^503 .*"code":"SERVICE_/.test(why));
    equal(unanswered, [], 'every command is answered');
    holds(silenceMs() <= SILENCE_MS_MAX, `nobody was told anything for ${silenceMs()} ms`);
    holds(read.unavailable > 0, 'somebody asked while it could not be read');

    const log = await running.openLog();
    await proveSettled(running, await log.head());
    await proveProjections(running);
    equal(lostFrom(await eventsIn(log), receipts), [], 'acknowledged and not in the log');
    await log.close();
    equal(await running.stop(), 0);
    equal(otherEndsIn(service.errors()), []);
  });
});
