import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import type { Answer } from '@truetape/accounts';
import { epochMs } from '@truetape/domain';
import { type EventLog, MemoryLog } from '@truetape/event-store';
import { RemoteLogDouble } from '@truetape/event-store/contract';
import { createMetrics } from '@truetape/observability';
import { describe, test } from 'vitest';
import { startOrderPath } from '../../src/start/order-path.ts';
import {
  dump,
  execute,
  limitOrder,
  logger,
  openVenue,
  proven,
  SYMBOL,
  type Venue,
} from './support.ts';

const TRADERS = ['ann', 'bob', 'cat'];

async function startOn(log: EventLog): Promise<Venue> {
  const path = await startOrderPath({
    log,
    now: () => epochMs(1_000),
    instance: 'matcher',
    build: 'test',
    logger,
    metrics: createMetrics({ processMetrics: false }),
    onStopped: (reason) => {
      throw new Error(reason);
    },
  });
  const venue = { ...path, log };
  await openVenue(venue, TRADERS);
  return venue;
}

/** Orders and cancels that cross, rest, and are denied; always the same ones. */
function* commands(venue: Venue, count: number) {
  for (let number = 0; number < count; number++) {
    const trader = TRADERS[number % 3] ?? 'ann';
    const side = (number * 7) % 5 < 2 ? 'buy' : 'sell';
    const price = 95 + ((number * 13) % 11);
    const quantity = (number * 17) % 23;
    const timeInForce = (['GTC', 'GTC', 'IOC', 'FOK'] as const)[number % 4] ?? 'GTC';
    const receivedAt = epochMs(1_000);
    yield number % 19 === 18
      ? ([trader, { type: 'CancelOrders', receivedAt }] as const)
      : ([trader, limitOrder(venue, `c${number}`, side, price, quantity, timeInForce)] as const);
  }
}

/** Each command when the one before is answered, matched and settled. */
async function tradeInTurn(venue: Venue): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const [trader, command] of commands(venue, 300)) {
    const answer = await execute(venue.accounts, trader, command);
    answers.push(answer);
    if (answer.kind === 'done') {
      await venue.accounts.matched(trader, SYMBOL, answer.receipt.revision);
    }
  }
  await settledEverywhere(venue);
  return answers;
}

/** Waits until nothing is added to the log any more. */
async function settledEverywhere({ log }: Venue): Promise<void> {
  for (let head = -2; head !== (await log.head()); ) {
    head = await log.head();
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    await log.settled();
  }
}

/** Of an answer, what does not depend on how streams lie between each other in the log. */
const withoutPosition = (answer: Answer) =>
  answer.kind === 'done' ? { ...answer, position: undefined } : answer;

describe('the order path on a remote log', () => {
  test('comes to the same answers and streams as on a pipelined one', async () => {
    const here = await startOn(new MemoryLog());
    const far = await startOn(new RemoteLogDouble(new MemoryLog()));
    const [want, have] = [await tradeInTurn(here), await tradeInTurn(far)];
    deepStrictEqual(have.map(withoutPosition), want.map(withoutPosition));
    for (const stream of ['market-', ...TRADERS.map((trader) => `account-${trader}`)]) {
      deepStrictEqual(await dump(far.log, stream), await dump(here.log, stream), stream);
    }
    const proof = await proven(far.log);
    deepStrictEqual([proof.inFlight, proof.trades], [0, (await proven(here.log)).trades]);
    ok(proof.trades > 50, `${proof.trades} trades`);
    ok(have.filter(({ kind }) => kind === 'denied').length > 5, 'some are denied');
  });

  test('proves itself when everything comes at once', async () => {
    const far = await startOn(new RemoteLogDouble(new MemoryLog()));
    const asked = [...commands(far, 300)].map(([trader, command]) =>
      execute(far.accounts, trader, command),
    );
    const kinds = (await Promise.all(asked)).map(({ kind }) => kind);
    strictEqual(kinds.includes('failed'), false);
    await settledEverywhere(far);
    const proof = await proven(far.log);
    strictEqual(proof.inFlight, 0);
    ok(proof.trades > 50, `${proof.trades} trades`);
  });
});
