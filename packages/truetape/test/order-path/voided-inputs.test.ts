import { deepStrictEqual as equal, rejects } from 'node:assert';
import { createAccounts } from '@truetape/accounts';
import { versioned } from '@truetape/codec';
import { type Data, streams } from '@truetape/contracts';
import { epochMs, lots, ticks } from '@truetape/domain';
import { MemoryDisk, MemoryLog, START, type Subscription } from '@truetape/event-store';
import { readStream, until } from '@truetape/event-store/contract';
import { voidInput } from '@truetape/matcher';
import { createMetrics } from '@truetape/observability';
import { describe, test } from 'vitest';
import {
  execute,
  limitOrder,
  openVenue,
  proven,
  type Running,
  SYMBOL,
  startOn,
} from './support.ts';

const MARKET = streams.market(SYMBOL);
const receivedAt = epochMs(1_000);

type Asked = readonly [accountId: string, command: Parameters<typeof execute>[2]];

/** A venue with an order of ann that rests, and then what nobody matches: the accounts run alone. */
async function unmatched(commands: (path: Running) => readonly Asked[]) {
  const disk = new MemoryDisk();
  const path = await startOn(disk);
  await openVenue(path, ['ann', 'bob']);
  await execute(path.accounts, 'ann', limitOrder(path, 'resting', 'sell', 105, 9));
  const asked = commands(path);
  await path.stop();
  await path.log.close();

  const log = new MemoryLog({ disk });
  const metrics = createMetrics({ processMetrics: false });
  const accounts = createAccounts({ log, now: () => receivedAt, metrics });
  const subscription = await new Promise<Subscription>((live, fail) => {
    const subscription = log.subscribeAll({
      after: START,
      tail: 'queued',
      onEvents: accounts.onEvents,
      onCaughtUp: () => {
        accounts.goLive();
        live(subscription);
      },
      onFailure: fail,
    });
  });
  for (const [accountId, command] of asked) {
    const answer = await execute(accounts, accountId, command);
    equal(answer.kind, 'done', JSON.stringify(answer));
  }
  await subscription.stop();
  return { disk, log };
}

const by = { instance: 'voiding', build: 'test', actor: { userId: 'op', requestId: 'one' } };

async function voiding(log: MemoryLog, stream: string, revision: number, instance = 'voiding') {
  const now = () => receivedAt;
  const input = { stream, revision };
  return voidInput({ log, input, symbol: SYMBOL, reason: 'a test', now, ...by, instance });
}

/** What the market said of an input. */
async function answersTo(path: Running, stream: string, revision: number) {
  await path.log.settled();
  const events = await readStream(path.log, MARKET);
  return events
    .filter(({ causation: c }) => c?.stream === stream && c.revision === revision)
    .map(({ type, data }) => [type, (data as { readonly code?: string }).code]);
}

function openOrdersOf({ accounts }: Running, accountId: string): number | undefined {
  const state = accounts.stateOf(accountId);
  return state.status !== 'none' ? state.orders.size : undefined;
}

const VOIDED = 'MARKET_INPUT_VOIDED';

describe('an input that is voided', () => {
  test('is rejected in its place, holds nothing, and the market goes on', async () => {
    const { disk, log } = await unmatched((path) => [
      ['bob', limitOrder(path, 'one', 'buy', 105, 4)],
      ['bob', limitOrder(path, 'two', 'buy', 105, 2)],
    ]);
    equal(await voiding(log, 'account-bob', 3), {
      ok: true,
      value: { stream: 'venue', revision: 2 },
    });
    await log.close();

    const path = await startOn(disk);
    equal(await answersTo(path, 'account-bob', 3), [['OrderRejected', VOIDED]]);
    equal(await answersTo(path, 'account-bob', 4), [
      ['OrderAccepted', undefined],
      ['TradeExecuted', undefined],
    ]);
    equal(path.accounts.viewOrder('bob', 'bob.3')?.status, 'rejected');
    equal(openOrdersOf(path, 'bob'), 0);
    await proven(path.log);
    await path.stop();
    await path.log.close();

    // Another start passes over it as well.
    const again = await startOn(disk);
    equal((await proven(again.log)).trades, 1);
  });

  test.each([
    ['cancel', 'OrderCancelRejected', { type: 'CancelOrder', receivedAt, orderId: 'ann.3' }],
    [
      'replace',
      'OrderReplaceRejected',
      { type: 'ReplaceOrder', receivedAt, orderId: 'ann.3', price: ticks(106), quantity: lots(9) },
    ],
    [
      'mass cancel',
      'OrdersCancelApplied',
      { type: 'CancelOrders', receivedAt, idempotencyKey: 'all' },
    ],
  ] as const)('is answered where it was a %s', async (_, type, command) => {
    const { disk, log } = await unmatched(({ accounts }) => {
      const market = accounts.catalogue.markets.get(SYMBOL);
      return [['ann', command.type === 'ReplaceOrder' ? { ...command, market } : command]];
    });
    equal((await voiding(log, 'account-ann', 4)).ok, true);
    await log.close();
    const path = await startOn(disk);
    const code = type === 'OrdersCancelApplied' ? undefined : VOIDED;
    equal(await answersTo(path, 'account-ann', 4), [[type, code]]);
    equal(path.accounts.viewOrder('ann', 'ann.3')?.status, 'open');
    await proven(path.log);
  });

  test('takes the other leg of its pair with it', async () => {
    const { disk, log } = await unmatched((path) => {
      const leg = (id: string, price: number) => {
        const { clientOrderId, terms, market } = limitOrder(path, id, 'sell', price, 3);
        return { market, request: { clientOrderId, terms } };
      };
      const { market, request } = leg('high', 120);
      const low = leg('low', 90).request;
      const { price: _, ...terms } = low.terms;
      const stop = { ...low, terms: { ...terms, type: 'stop', stopPrice: ticks(90) } } as const;
      return [['bob', { type: 'PlaceOco', receivedAt, legs: [request, stop], market }]];
    });
    equal((await voiding(log, 'account-bob', 3)).ok, true);
    await log.close();
    const path = await startOn(disk);
    equal(await answersTo(path, 'account-bob', 3), [['OrderRejected', VOIDED]]);
    equal(await answersTo(path, 'account-bob', 4), [['OrderRejected', 'ORDER_PARTNER_GONE']]);
    equal(openOrdersOf(path, 'bob'), 0);
    await proven(path.log);
  });
});

test('a market that cannot go past an input says which, and goes on when it is voided', async () => {
  const disk = new MemoryDisk();
  const first = await startOn(disk);
  await openVenue(first, ['ann']);
  await first.stop();
  const { revision = -1 } = (await first.log.streamHead('venue')) ?? {};
  const data: Data<'RulesetAdopted'> = { at: '1970-01-01T00:00:01.000Z', ruleset: 99 };
  const adopted = versioned('RulesetAdopted', { correlationId: 'tomorrow', data });
  await first.log.append('venue', revision, [adopted]);
  await first.log.close();

  const command = /truetape void-input --stream venue --revision 2$/;
  for (let start = 0; start < 2; start++) {
    await rejects(startOn(disk), { name: 'InputFailedError', message: command });
  }
  const log = new MemoryLog({ disk });
  equal((await voiding(log, 'venue', 2)).ok, true);
  await log.close();
  const path = await startOn(disk);
  await execute(path.accounts, 'ann', limitOrder(path, 'after', 'sell', 105, 1));
  equal(await answersTo(path, 'account-ann', 3), [['OrderAccepted', undefined]]);
  await proven(path.log);
});

describe('nothing is voided', () => {
  const orders = (path: Running) => [['bob', limitOrder(path, 'one', 'buy', 105, 4)]] as const;

  test.each([
    ['that the market has answered', 'account-ann', 3, 'the market has answered it'],
    ['that is not there', 'account-bob', 9, 'there is no such event'],
    ['of a stream that is not there', 'account-eve', 0, 'there is no such event'],
  ] as const)('%s', async (_, stream, revision, why) => {
    const { log } = await unmatched(orders);
    equal(await voiding(log, stream, revision), { ok: false, failure: why });
    equal((await readStream(log, 'venue')).at(-1)?.type, 'AssetListed');
  });

  test('by what was said when the market had gone on', async () => {
    const { disk, log } = await unmatched(orders);
    const { revision: marketRevision = 0 } = (await log.streamHead(MARKET)) ?? {};
    await log.close();
    const path = await startOn(disk);
    await path.log.settled();
    await path.stop();
    const late: Data<'InputVoided'> = {
      at: '1970-01-01T00:00:01.000Z',
      marketRevision,
      reason: 'too late',
      revision: 3,
      stream: 'account-bob',
      symbol: SYMBOL,
    };
    const voided = versioned('InputVoided', { correlationId: 'late', data: late });
    await path.log.append('venue', 1, [voided]);
    await path.log.close();
    const again = await startOn(disk);
    equal((await answersTo(again, 'account-bob', 3)).at(-1), ['TradeExecuted', undefined]);
    await proven(again.log);
  });
});

test('a matcher that is running stops: it would answer what the next one passes over', async () => {
  const path = await startOn();
  await openVenue(path, ['ann']);
  await voiding(path.log, 'account-ann', 1);
  await until('the matcher stops', () => path.stopped.length > 0);
  equal(path.stopped[0], `matcher voiding has taken over market ${SYMBOL}`);
});
