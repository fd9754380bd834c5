import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { logFolder } from '@truetape/service';
import { test } from 'vitest';
import { proven } from '../order-path/support.ts';
import { numbersFrom } from '../process/random-recording.ts';
import { temporaryFolder, until } from '../process/support.ts';
import { openQuietMarket, patientClients } from './clients.ts';
import { keysNotOnce } from './effects.ts';
import { eventsIn } from './in-the-log.ts';
import { runErrands } from './run-errands.ts';
import { sendOften, TIMES_MAX } from './send-often.ts';
import { startKillable } from './service.ts';
import { ANSWERS_PER_KILL_MAX, KEYS, SEED } from './sizes.ts';

/** Calls `kill` after so many answers as are drawn each time. @returns to be told of each answer */
function killingBetween(below: (limit: number) => number, kill: () => void): () => void {
  let left = below(ANSWERS_PER_KILL_MAX);
  return () => {
    left -= 1;
    if (left > 0) return;
    left = below(ANSWERS_PER_KILL_MAX);
    kill();
  };
}

test(`${KEYS} keys that are sent 1 to ${TIMES_MAX} times each take effect once each under kills, seed ${SEED}`, {
  timeout: 120_000 + KEYS * 120,
}, async () => {
  const below = numbersFrom(SEED);
  const dataDir = temporaryFolder();
  const service = await startKillable(dataDir);
  const { port, keys } = service;
  await openQuietMarket(port, keys);
  const clients = patientClients(port, keys);
  let kills = 0;
  let restarting = Promise.resolve();
  const answered = killingBetween(below, () => {
    kills += 1;
    restarting = restarting.then(service.killAndStart);
  });
  const often = sendOften(async (keyed) => {
    const acknowledged = await clients.send(keyed);
    answered();
    return acknowledged;
  }, below);
  await runErrands({
    keys,
    name: 'key',
    below,
    isOver: () => often.keys() >= KEYS,
    send: often.first,
    afterwards: often.again,
  });
  await restarting;

  const log = await openLmdbReader({ folder: logFolder(dataDir) });
  await until('all is settled', async () => (await proven(log)).inFlight === 0);
  equal(await service.end(), 0);
  const events = await eventsIn(log);
  await log.close();
  const sent = often.sent();
  equal(keysNotOnce(sent, events), []);
  const answers = sent.reduce((sum, { receipts }) => sum + receipts.length, 0);
  const repeats = clients.repeats().length;
  holds(kills > 0 && repeats > 0, 'requests were under way when the service died');
  const told = { seed: SEED, keys: sent.length, answers, repeats, kills, events: events.length };
  process.stdout.write(`keys under kills: ${JSON.stringify(told)}\n`);

  // The check itself: an effect that is there twice, one that is not there, and an answer that names another event.
  const [one] = sent;
  const [receipt] = one?.receipts ?? [];
  const effect = events.find(({ hash }) => hash === receipt?.hash);
  holds(one !== undefined && receipt !== undefined && effect !== undefined, 'there is an effect');
  const { key } = one.keyed;
  equal(keysNotOnce(sent, [...events, { ...effect, revision: effect.revision + 1 }]), [key]);
  equal(
    keysNotOnce(
      sent,
      events.filter((event) => event !== effect),
    ),
    [key],
  );
  const otherwise = { ...one, receipts: [...one.receipts, { ...receipt, revision: 0 }] };
  equal(keysNotOnce([otherwise], events), [key]);
});
