import { deepStrictEqual as equal, ok as holds, throws } from 'node:assert';
import { verifyLog } from '@truetape/audit';
import { type Recording, replay } from '@truetape/bench';
import { START } from '@truetape/event-store';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { logFolder } from '@truetape/service';
import { describe, test } from 'vitest';
import { numbersFrom, randomRecording } from './random-recording.ts';
import { freePort, run, type Service, temporaryFolder, until, untilReady } from './support.ts';

const KILLS = process.env.CI === undefined ? 20 : 2;
const ROWS = process.env.CI === undefined ? 1_200 : 500;
const SEED = 20_150_501;

/** A service that can be killed and started again on the same port and folder. */
async function service() {
  const port = await freePort();
  const dataDir = temporaryFolder();
  const environment = { PORT: String(port), DATA_DIR: dataDir };
  let running: Service = run({ environment });
  await untilReady(running, port);
  return {
    dataDir,
    replay: (recording: Recording, beforeStep: () => void) =>
      replay({
        recording,
        url: `http://127.0.0.1:${port}`,
        keysFile: `${dataDir}/keys.json`,
        books: false,
        batchLimit: 3,
        beforeStep,
      }),
    killAndStart: async () => {
      running.child.kill('SIGKILL');
      await running.ended;
      running = run({ environment });
      await untilReady(running, port);
    },
    stop: async () => {
      running.child.kill('SIGTERM');
      equal(await running.ended, 0);
    },
  };
}

interface Receipt {
  readonly stream: string;
  readonly revision: number;
  readonly hash: string;
}

/** Every event of the log, as a receipt names it. */
async function everythingIn(dataDir: string): Promise<ReadonlySet<string>> {
  const log = await openLmdbReader({ folder: logFolder(dataDir) });
  const names = new Set<string>();
  for await (const events of log.readAll({ after: START })) {
    for (const event of events) names.add(nameOf(event));
  }
  const verified = await verifyLog(log);
  holds(verified.ok, verified.ok ? '' : verified.failure.message);
  await log.close();
  return names;
}

const nameOf = ({ stream, revision, hash }: Receipt) => `${stream} ${revision} ${hash}`;

function allAreIn(log: ReadonlySet<string>, receipts: readonly Receipt[]): void {
  const lost = receipts.map(nameOf).filter((name) => !log.has(name));
  equal(lost, [], `acknowledged and not in the log`);
}

describe('a service that is killed', () => {
  test(`${KILLS} times at random moments of a replay ends as if nothing had been`, {
    timeout: 240_000,
  }, async () => {
    const recording = randomRecording(SEED, ROWS);
    const undisturbed = await service();
    const expected = await undisturbed.replay(recording, () => {});
    await undisturbed.stop();
    holds(expected.trades.length > ROWS / 10, 'there is much to lose');

    const killed = await service();
    const below = numbersFrom(SEED);
    const failures: unknown[] = [];
    let kills = 0;
    let restarting: Promise<void> | undefined;
    let untilNext = 5;
    const found = await killed.replay(recording, () => {
      untilNext -= 1;
      if (untilNext > 0 || kills === KILLS || restarting !== undefined) return;
      untilNext = 1 + below(ROWS / 60);
      kills += 1;
      // The replay goes on meanwhile: the process dies under a request, not between two.
      restarting = new Promise((later) => setTimeout(later, below(8)))
        .then(killed.killAndStart)
        .catch((failure: unknown) => failures.push(failure))
        .then(() => {
          restarting = undefined;
        });
    });
    await until('the last restart', () => restarting === undefined);
    await killed.stop();
    equal(failures, []);
    equal(kills, KILLS, `seed ${SEED}`);
    holds(found.repeats > 0, 'requests were under way when the process died');

    equal(found.trades.map(withoutPlace), expected.trades.map(withoutPlace), `seed ${SEED}`);
    const log = await everythingIn(killed.dataDir);
    allAreIn(log, found.receipts);
    const [receipt] = found.receipts;
    holds(receipt !== undefined, 'there are receipts');
    throws(() => allAreIn(log, [{ ...receipt, hash: 'another' }]), /not in the log/);
  });
});

/** What both runs must agree on: the clock is not part of it. */
function withoutPlace({ price, quantity, tradeNumber, takerSide }: Trade) {
  return { price, quantity, tradeNumber, takerSide };
}

type Trade = Awaited<ReturnType<typeof replay>>['trades'][number];
