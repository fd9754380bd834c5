import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { openJournal } from '@truetape/bench';
import type { ProcessName } from '@truetape/service';
import { describe, test } from 'vitest';
import { numbersFrom } from '../process/random-recording.ts';
import { PROCESSES_ON_DOUBLE, PROCESSES_ON_LMDB, type Shape, startAs } from '../shapes/shapes.ts';
import { openQuietMarket, patientClients } from './clients.ts';
import { otherEndsIn } from './ends.ts';
import { eventsIn, lostFrom } from './in-the-log.ts';
import { proveSettled } from './proof.ts';
import { killAtRandom } from './random-kills.ts';
import { runErrands } from './run-errands.ts';
import { serviceKiller } from './service-killer.ts';
import { isShare, KILL_PAUSE_MS_MAX, KILLS, SEED } from './sizes.ts';

/** Of a worker, between two errands: the processor is for the services that start. */
const PAUSE_MS = 50;

const SHAPES = isShare ? [PROCESSES_ON_LMDB] : [PROCESSES_ON_LMDB, PROCESSES_ON_DOUBLE];

/** Everything that runs as a process of its own. */
const servicesOf = ({ processes }: Shape): readonly ProcessName[] => [...processes, 'notary'];

describe(`${KILLS} kills of a random service at random moments under load, from seed ${SEED}`, () => {
  test.each(SHAPES)(
    'cost a system $name no acknowledgement, and the log proves itself',
    { timeout: 180_000 + KILLS * 15_000 },
    async (shape) => {
      const running = await startAs(shape);
      const { port, keys } = running;
      await openQuietMarket(port, keys);
      const clients = patientClients(port, keys);
      const journal = openJournal();
      let isOver = false;
      const load = runErrands({
        keys,
        name: 'load',
        below: numbersFrom(SEED),
        pauseMs: PAUSE_MS,
        isOver: () => isOver,
        send: async (keyed) => {
          const acknowledged = await clients.send(keyed);
          journal.add(acknowledged.receipt);
          return acknowledged;
        },
      });
      const killing = killAtRandom({
        names: servicesOf(shape),
        kill: serviceKiller(running),
        kills: KILLS,
        pauseMsMax: KILL_PAUSE_MS_MAX,
        below: numbersFrom(SEED + 1),
      }).finally(() => {
        isOver = true;
      });
      const [killed] = await Promise.all([killing, load]).catch((cause: unknown) => {
        throw new Error(`${cause}; its supervisor said:\n${running.service.errors()}`, { cause });
      });

      const log = await running.openLog();
      const proof = await proveSettled(running, await log.head());
      const events = await eventsIn(log);
      await log.close();
      equal(await running.stop(), 0);
      equal(otherEndsIn(running.service.errors()), []);
      const { receipts } = journal;
      equal(lostFrom(events, receipts), [], 'acknowledged and not in the log');
      const repeats = clients.repeats().length;
      holds(repeats > 0, 'requests were under way when a service died');
      const told = { killed, receipts: receipts.length, repeats, ...proof };
      process.stdout.write(`${shape.name}, seed ${SEED}: ${JSON.stringify(told)}\n`);

      // What a lost acknowledgement looks like: the receipt is there, its event is not, or is another one.
      const [receipt] = receipts;
      holds(receipt !== undefined, 'there are receipts');
      const without = events.filter(({ hash }) => hash !== receipt.hash);
      equal(lostFrom(without, receipts), [receipt]);
      const never = { ...receipt, hash: 'another' };
      equal(lostFrom(events, [...receipts, never]), [never]);
    },
  );
});
