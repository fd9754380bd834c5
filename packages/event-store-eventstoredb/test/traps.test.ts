import { deepStrictEqual as equal, ok as holds, rejects, throws } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent, NO_STREAM as NONE } from '@eventstore/db-client';
import { eventId } from '@truetape/codec';
import { appendForCertain, type EventLog, NO_STREAM } from '@truetape/event-store';
import {
  fill,
  numbersOf,
  readAll,
  readStream,
  sample,
  samples,
  until,
  witness,
} from '@truetape/event-store/contract';
import { describe, it } from 'vitest';
import { completeConnectionString, withOwnConnection } from '../src/connection-string.ts';
import { EventStoreDbDouble } from '../src/double/index.ts';
import { openEventStoreDbLog } from '../src/index.ts';
import { SHORT, withDouble } from './with-double.ts';

/** Sends the same append until the answer is as it should be in the end. */
async function append(
  log: EventLog,
  accept: (code: string | undefined, reason: string) => boolean,
) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await log.append('a', 0, samples(1, 1));
    if (answer.ok ? accept(undefined, '') : accept(answer.failure.code, JSON.stringify(answer)))
      return;
    await delay(20);
  }
  throw new Error('the answer stays another');
}

const codeOf = (answer: { ok: boolean; failure?: { code: string } }) => answer.failure?.code;

describe('appends', () => {
  it('have a time limit of their own: a silent server leaves the outcome unknown', () =>
    withDouble(async (log, double) => {
      await fill(log, 'a', samples(1));
      double.faults.silent = true;
      equal(codeOf(await log.append('a', 0, samples(1, 1))), 'UNKNOWN_OUTCOME');
      double.faults.silent = false;
      equal((await log.append('a', 0, samples(1, 1))).ok, true);
      equal(numbersOf(await readStream(log, 'a')), [0, 1]);
    }));

  it('would wait for ever without that limit: the client has none (control)', () =>
    withDouble(async (log, double) => {
      await fill(log, 'a', samples(1));
      double.faults.silent = true;
      const longer = { appendMs: 60_000 };
      const { connectionString } = double;
      double.faults.silent = false;
      const other = await openEventStoreDbLog({
        connectionString,
        clockMs: Date.now,
        limits: longer,
      });
      double.faults.silent = true;
      let isSettled = false;
      const answer = other.append('b', NO_STREAM, samples(1)).then(() => {
        isSettled = true;
      });
      await delay(1_000);
      equal(isSettled, false);
      double.drop();
      await answer;
      await other.close();
    }));

  it('have one effect each when 100 replies are lost', { timeout: 60_000 }, () =>
    withDouble(
      async (log, double) => {
        const streams = Array.from({ length: 100 }, (_, index) => `lost-${index}`);
        await fill(log, 'warm', samples(1));
        double.faults.loseReplies = streams.length;
        const lost = await Promise.all(
          streams.map((stream) => log.append(stream, NO_STREAM, samples(2))),
        );
        equal(lost.filter((answer) => codeOf(answer) === 'UNKNOWN_OUTCOME').length, 100);
        const again = await Promise.all(
          streams.map((stream) => appendForCertain(log, stream, NO_STREAM, samples(2), 5)),
        );
        equal(again.filter((answer) => answer.ok).length, 100);
        equal((await readAll(log)).length, 201);
      },
      { ...SHORT, appendMs: 1_500 },
    ),
  );

  it('have two effects each when ids are new each time and any revision will do (control)', () =>
    withDouble(async (_log, double) => {
      const client = EventStoreDBClient.connectionString(double.connectionString);
      const event = () => jsonEvent({ type: 'SampleTaken', data: { number: 1 } });
      await client.appendToStream('careless', event());
      await client.appendToStream('careless', event());
      equal(double.log.stream('careless')?.length, 2);
    }));

  it('of other content are refused, though a server compares ids only', () =>
    withDouble(async (log, double) => {
      const { hash } = await fill(log, 'a', [sample(1)]);
      const id = eventId({ stream: 'a', revision: 0, hash });
      equal(double.log.stream('truetape.a')?.[0]?.id, id);
      // The trap itself: with the id of another event, the server takes what was never stored for stored.
      const client = EventStoreDBClient.connectionString(double.connectionString);
      const forged = jsonEvent({ id, type: 'SampleTaken', data: { number: 2 } });
      const answer = await client.appendToStream('truetape.a', forged, { expectedRevision: NONE });
      equal(answer.success, true);
      // Ours follow from content.
      equal(await log.append('a', NO_STREAM, [sample(2)]), {
        ok: false,
        failure: { code: 'WRONG_REVISION', actual: 0 },
      });
      await client.dispose();
    }));

  it('that were never sent are unavailable; after the server is back the log goes on by itself', () =>
    withDouble(async (log, double) => {
      await fill(log, 'a', samples(1));
      await double.shutDown();
      // The first one finds out that the connection is gone; whether it was sent is not known.
      await append(log, (code) => code === 'UNAVAILABLE');
      await double.listen();
      await append(log, (code) => code === undefined);
      equal(numbersOf(await readStream(log, 'a')), [0, 1]);
    }));

  it('recover from a server that was not ready when it was asked what it can do', () =>
    withDouble(async (log, double) => {
      await fill(log, 'a', samples(1));
      await double.shutDown();
      await append(log, (code) => code === 'UNAVAILABLE');
      // The client would keep this answer for ever.
      double.faults.refuseFeatures = 13;
      await double.listen();
      await append(log, (code, reason) => code === 'UNAVAILABLE' && /refused/.test(reason));
      double.faults.refuseFeatures = undefined;
      await append(log, (code) => code === undefined);
      equal(numbersOf(await readStream(log, 'a')), [0, 1]);
    }));

  it('bear a server whose clock is ahead, and tell by how much', () =>
    withDouble(async (log, double) => {
      holds(Math.abs(await log.clockSkewMs()) < 1_000, 'one machine has one clock');
      double.log.clockAheadMs = 30_000;
      await fill(log, 'a', samples(1));
      const skew = await log.clockSkewMs();
      holds(skew > 25_000 && skew <= 30_000, `${skew} ms`);
      double.log.clockAheadMs = -30_000;
      holds((await log.clockSkewMs()) < -25_000, 'behind is negative');
      equal((await readAll(log)).length, 1, 'what compares clocks is no part of the log');
      const kept = double.log.stream('$$truetape-clock')?.map(({ data }) => `${Buffer.from(data)}`);
      equal(kept, ['{"$maxCount":1}']);
    }));

  it('go to the server in batches, never in the slower call that per-call credentials force', () =>
    withDouble(async (log, double) => {
      await fill(log, 'a', samples(3), 1);
      equal(double.calls.append, 0);
      equal(double.calls.batchAppend, 1);
    }));

  it('of one process go to one server', () =>
    withDouble(async (_log) => {
      const other = await EventStoreDbDouble.start();
      const { connectionString } = other;
      await rejects(
        openEventStoreDbLog({ connectionString, clockMs: Date.now }),
        /one EventStoreDB/,
      );
      await other.shutDown();
    }));
});

describe('reads', () => {
  it('go on where they were cut', () =>
    withDouble(async (log, double) => {
      await fill(log, 'a', samples(40), 5);
      double.faults.cutReadsAfter = 25;
      const cut = log.readAll({ after: -1 });
      const numbers: number[] = [];
      for await (const batch of cut) numbers.push(...numbersOf(batch));
      equal(
        numbers,
        Array.from({ length: 40 }, (_, index) => index),
      );
    }));

  it('give up in time, with an error of the port', () =>
    withDouble(
      async (log, double) => {
        await fill(log, 'a', samples(1));
        await double.shutDown();
        await rejects(log.head(), { name: 'LogUnavailableError' });
        await rejects(log.streamHead('a'), { name: 'LogUnavailableError' });
        await double.listen();
        equal((await log.streamHead('a'))?.revision, 0);
      },
      { readMs: 300, firstPauseMs: 5, appendMs: 400 },
    ));

  it('say at once when the server refuses us', () =>
    withDouble(async (log, double) => {
      double.faults.refuseAll = 16;
      await rejects(log.head(), { name: 'LogUnavailableError' });
      const seen = witness(log);
      await until('it is told', () => seen.failures.length === 1);
    }));

  it('find what was changed, left out, or never written by us, and say where', async () => {
    for (const [damage, message] of [
      [
        (events: Stored[]) => ({ ...events[1], data: Buffer.from('{"number":9}') }),
        /hash of a#1 at/,
      ],
      [
        (events: Stored[]) => ({ ...events[1], metadata: Buffer.from('{}') }),
        /Unreadable event a#1 at/,
      ],
      [
        (events: Stored[]) => ({ ...events[1], metadata: Buffer.from('{') }),
        /Unreadable event a#1 at/,
      ],
      [(events: Stored[]) => ({ ...events[1], stream: 'truetape.b' }), /After a#0 comes #2/],
    ] as const) {
      await withDouble(async (log, double) => {
        await fill(log, 'a', samples(3));
        const { all } = double.log;
        const index = all.findIndex(
          ({ stream, revision }) => stream === 'truetape.a' && revision === 1,
        );
        const stored = double.log.stream('truetape.a') as Stored[];
        all[index] = damage(stored) as Stored;
        await rejects(readAll(log), (error: Error) => {
          equal(error.name, 'CorruptLogError');
          holds(message.test(error.message), error.message);
          return true;
        });
        const seen = witness(log);
        await until('the subscriber is told', () => seen.failures.length === 1);
      });
    }
  });

  it('never give system events, the log id or the streams of others', () =>
    withDouble(async (log, double) => {
      const client = EventStoreDBClient.connectionString(double.connectionString);
      for (const stream of ['truetape-log-2', 'other', 'truetapes.a']) {
        await client.appendToStream(stream, jsonEvent({ type: 'Other', data: {} }));
      }
      await fill(log, 'a', samples(10), 1);
      await client.appendToStream('other', jsonEvent({ type: 'Other', data: {} }));
      equal(numbersOf(await readAll(log)).length, 10);
      equal(double.log.stream('truetape-log')?.length, 1);
      holds(double.log.stream('$scavenges') !== undefined, 'system events were written');
      await client.dispose();
    }));
});

type Stored = NonNullable<ReturnType<EventStoreDbDouble['log']['stream']>>[number];

describe('connection strings', () => {
  it('get a search for the leader that outlasts an election', () => {
    const search = 'maxDiscoverAttempts=60&discoveryInterval=500';
    equal(completeConnectionString('esdb://a:1/?tls=false'), `esdb://a:1/?tls=false&${search}`);
    equal(completeConnectionString('esdb+discover://a'), `esdb+discover://a?${search}`);
    equal(
      completeConnectionString('esdb://a?maxDiscoverAttempts=3&discoveryInterval=7'),
      'esdb://a?maxDiscoverAttempts=3&discoveryInterval=7',
    );
  });

  it('are refused without being repeated', () => {
    for (const wrong of [
      'kurrentdb://admin:secret@a',
      'secret',
      'esdb://a?throwOnAppendFailure=false',
    ]) {
      throws(
        () => completeConnectionString(wrong),
        (error: Error) => !error.message.includes('secret'),
      );
    }
  });

  it('differ for each connection', () => {
    const complete = completeConnectionString('esdb://a?keepAliveTimeout=20000');
    const connections = [0, 1, 2].map(() => withOwnConnection(complete));
    equal(new Set(connections).size, 3);
    holds(
      /[?&]keepAliveTimeout=20\d{3}$/.test(withOwnConnection(complete)),
      'as the operator said',
    );
  });
});
