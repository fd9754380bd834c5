import { deepStrictEqual, strictEqual } from 'node:assert';
import { createMetrics } from '@truetape/observability';
import { openTestPostgres, runProjector, type TestPostgres } from '@truetape/projections/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, onTestFinished, test } from 'vitest';
import { startBothApis } from '../http/both-apis.ts';
import { openVenue } from '../http/venue.ts';
import { logger } from '../order-path/support.ts';
import { openHttpClient } from './http-client.ts';
import { type Case, casesOf, faultsOf, KINDS, type Kind } from './kinds.ts';
import { learnFrom, newPools } from './pools.ts';
import { Tally } from './tally.ts';
import { callersIn, postWith, putRight } from './venue-around.ts';

/** `npm run fuzz` sends more. */
const REQUESTS = Number(process.env.TRUETAPE_FUZZED ?? 1_000);
const SEED = Number(process.env.TRUETAPE_SEED ?? 1);
const AT_ONCE = 8;
/** Of each kind in one round. */
const ROUND: Readonly<Record<Kind, number>> = {
  ...{ valid: 100, broken: 50, foreign: 20, anonymous: 15, malformed: 15 },
};
const TIMEOUT_MS = 100_000 + REQUESTS * 40;

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await openTestPostgres();
});
afterAll(() => postgres.stop());

async function openWorld() {
  const databaseUrl = await postgres.newDatabase();
  const { log, port } = await startBothApis(() => databaseUrl, { check: false });
  const metrics = createMetrics({ processMetrics: false });
  const projector = runProjector({ log, databaseUrl, logger, metrics });
  onTestFinished(() => projector.stop());
  const send = openHttpClient(port);
  const post = postWith(send);
  await openVenue(async (path, body) => strictEqual((await post(path, body)).status, 201, path));
  return { log, send, post };
}

describe('requests made from the document', () => {
  const title = `are answered as it says, refused without a trace (${REQUESTS}, seed ${SEED})`;
  test(title, { timeout: TIMEOUT_MS }, async () => {
    const { log, send, post } = await openWorld();
    const pools = newPools();
    let made = 0;
    const newId = () => {
      made += 1;
      return `fuzz-${made}`;
    };
    const world = { pools, callers: await callersIn(send, pools), newId };
    const kinds = KINDS.map((kind) => [casesOf(kind, world), ROUND[kind]] as const);
    const tally = new Tally();

    const run = async (one: Case) => {
      const answered = await send(one.asked);
      const about = `TRUETAPE_SEED=${SEED}, ${one.kind}: ${JSON.stringify(one.asked)}`;
      deepStrictEqual(faultsOf(one, answered), [], about);
      learnFrom(answered.body, pools);
      tally.add(one, answered.status);
    };
    for (let round = 0, sent = 0; sent < REQUESTS; round += 1) {
      await putRight(post, round);
      const seed = SEED * 1_000_000 + round;
      const cases = kinds
        .flatMap(([arbitrary, numRuns]) => fc.sample(arbitrary, { seed, numRuns }))
        .filter((one) => one !== undefined)
        .slice(0, REQUESTS - sent);
      await allOf(cases, run);
      sent += cases.length;
    }

    process.stdout.write(`${tally.lines().join('\n')}\n`);
    await tally.holdAgainst(log);
  });
});

async function allOf<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const take = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await run(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
}
