import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { type EventType, NEWEST_VERSIONS, schemaOf } from '@truetape/contracts';
import { epochMs, lots } from '@truetape/domain';
import { MemoryDisk } from '@truetape/event-store';
import { describe, test } from 'vitest';
import { TRADERS, trade } from './random-trading.ts';
import { dump, execute, limitOrder, openVenue, proven, SYMBOL, startOn } from './support.ts';

describe('the order path', () => {
  test.each([1, 2, 3])('proves itself after any trading (seed %i)', async (seed) => {
    const path = await startOn();
    await openVenue(path, TRADERS);
    const answers = await trade(path, 1_500, seed);
    await path.log.settled();
    const proof = await proven(path.log);
    strictEqual(proof.inFlight, 0);
    ok(proof.trades > 100, `seed ${seed} trades (${proof.trades})`);
    const done = answers.filter(({ kind }) => kind === 'done').length;
    ok(done > 800, `seed ${seed} is mostly taken (${done})`);
  });

  test('is settled when the last outcome is a replace of an order that is over', async () => {
    const path = await startOn();
    await openVenue(path, TRADERS);
    await execute(path.accounts, 'ann', limitOrder(path, 'one', 'buy', 90, 2));
    const of = { receivedAt: epochMs(1_000), orderId: 'ann.3' } as const;
    const market = path.accounts.catalogue.markets.get(SYMBOL);
    await Promise.all([
      execute(path.accounts, 'ann', { type: 'CancelOrder', ...of }),
      execute(path.accounts, 'ann', { type: 'ReplaceOrder', ...of, quantity: lots(1), market }),
    ]);
    await path.log.settled();
    ok((await dump(path.log, 'market')).at(-1)?.includes('OrderReplaceRejected'));
    strictEqual((await proven(path.log)).inFlight, 0);
  });

  test('writes nothing but events of the wire, in canonical form', async () => {
    const path = await startOn();
    await openVenue(path, TRADERS);
    await trade(path, 500, 4);
    await path.log.settled();
    const seen = new Set<string>();
    for await (const events of path.log.readAll({ after: -1 })) {
      for (const { type, data, schemaVersion } of events) {
        const newest = NEWEST_VERSIONS[type as EventType];
        const issues = schemaOf(type, schemaVersion)?.safeParse(data).error?.issues;
        deepStrictEqual([type, schemaVersion, issues], [type, newest, undefined]);
        deepStrictEqual(Object.keys(data as object), Object.keys(data as object).sort());
        seen.add(type);
      }
    }
    ok(seen.size >= 14, [...seen].sort().join());
  });

  test('goes on after a restart as if nothing had been', async () => {
    const disk = new MemoryDisk();
    const path = await startOn(disk);
    await openVenue(path, TRADERS);
    await trade(path, 500, 5);
    await path.stop();
    await path.log.close();

    const again = await startOn(disk);
    const answer = await execute(again.accounts, 'ann', limitOrder(again, 'after', 'buy', 90, 1));
    strictEqual(answer.kind, 'done');
    await trade(again, 300, 6);
    await again.log.settled();
    strictEqual((await proven(again.log)).inFlight, 0);
  });

  test('answers nothing before it is on disk', async () => {
    const path = await startOn();
    await openVenue(path, TRADERS);
    path.log.disk.hold();
    let answered = false;
    const placed = execute(path.accounts, 'ann', limitOrder(path, 'held', 'buy', 90, 1));
    const denied = execute(path.accounts, 'ann', limitOrder(path, 'big', 'buy', 99, 0));
    void Promise.race([placed, denied]).then(() => {
      answered = true;
    });
    for (let i = 0; i < 20; i++) await new Promise(setImmediate);
    strictEqual(answered, false);
    path.log.disk.release();
    strictEqual((await placed).kind, 'done');
    strictEqual((await denied).kind, 'denied');
  });

  test('recognises a request that is sent again, and one that is not the same', async () => {
    const path = await startOn();
    await openVenue(path, TRADERS);
    const first = await execute(path.accounts, 'ann', limitOrder(path, 'one', 'buy', 90, 5));
    const second = await execute(path.accounts, 'ann', limitOrder(path, 'one', 'buy', 90, 5));
    const other = await execute(path.accounts, 'ann', limitOrder(path, 'one', 'buy', 91, 5));
    ok(first.kind === 'done' && second.kind === 'done');
    deepStrictEqual([second.receipt, second.repeated], [first.receipt, true]);
    deepStrictEqual(other, {
      kind: 'denied',
      denial: { code: 'ORDER_DUPLICATE_ID', field: 'clientOrderId' },
    });
  });
});

describe('a sweep that exceeds one append', () => {
  async function sweep(disk: MemoryDisk, outcomesPerAppend: number) {
    const path = await startOn(disk, { outcomesPerAppend });
    await openVenue(path, TRADERS);
    for (let i = 0; i < 40; i++) {
      await execute(path.accounts, 'ann', limitOrder(path, `m${i}`, 'sell', 100 + i, 1));
    }
    await path.log.settled();
    return path;
  }

  test('killed between its parts ends as the undisturbed run', async () => {
    const whole = await sweep(new MemoryDisk(), 700);
    await execute(whole.accounts, 'bob', limitOrder(whole, 'sweep', 'buy', 200, 40));
    await whole.log.settled();
    const want = (await dump(whole.log, 'market-')).filter(
      (line) => !line.includes('MatcherStarted'),
    );

    // Everything up to a place inside the sweep is copied to another disk: what a crash there leaves.
    for (const part of [1, 2, 5]) {
      const disk = new MemoryDisk();
      const split = await sweep(new MemoryDisk(), 7);
      await execute(split.accounts, 'bob', limitOrder(split, 'sweep', 'buy', 200, 40));
      await split.log.settled();
      const copy = new (split.log.constructor as new (options: object) => typeof split.log)({
        disk,
      });
      let outcomes = 0;
      let stop = false;
      for await (const events of split.log.readAll({ after: -1 })) {
        for (const event of events) {
          const ofSweep =
            event.stream === 'market-BTC-USD' && event.causation?.stream === 'account-bob';
          if (ofSweep && ++outcomes > 7 * part) stop = true;
          if (stop) break;
          const { type, schemaVersion, correlationId, causation, actor, data } = event;
          const rest = { ...(causation && { causation }), ...(actor && { actor }) };
          await copy.append(event.stream, event.revision - 1, [
            { type, schemaVersion, correlationId, ...rest, data },
          ]);
        }
      }
      await copy.close();
      const again = await startOn(disk, { outcomesPerAppend: 7 });
      await again.log.settled();
      const have = (await dump(again.log, 'market-')).filter(
        (line) => !line.includes('MatcherStarted'),
      );
      deepStrictEqual(have, want, `killed after part ${part}`);
      strictEqual((await proven(again.log)).inFlight, 0);
    }
  });
});

describe('two matchers of one market', () => {
  test('the one that started later commits, the other one stops', async () => {
    const path = await startOn(new MemoryDisk(), { instance: 'first' });
    await openVenue(path, TRADERS);
    const stream = 'market-BTC-USD';
    const head = await path.log.streamHead(stream);
    const data = { at: '1970-01-01T00:00:01.000Z', build: 'test', instance: 'second', ruleset: 1 };
    const fence = { type: 'MarketMatcherStarted', schemaVersion: 1, correlationId: 'second', data };
    const taken = await path.log.append(stream, head?.revision ?? -1, [fence]);
    ok(taken.ok);
    void execute(path.accounts, 'ann', limitOrder(path, 'late', 'buy', 90, 1));
    await path.log.settled();
    for (let i = 0; i < 20; i++) await new Promise(setImmediate);
    ok(path.stopped.length > 0, 'the first matcher stops');
    strictEqual(path.stopped[0], 'matcher second has taken over market BTC-USD');
    const outcomes = (await dump(path.log, stream)).slice(-1);
    ok(outcomes[0]?.includes('"instance":"second"'), 'nothing follows the fence');
  });
});
