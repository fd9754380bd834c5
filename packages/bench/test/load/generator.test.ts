import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openPool } from '../../src/load/http/connection-pool.ts';
import { startCeiling } from '../../src/load/worker/ceiling.ts';
import { makeFillWatch } from '../../src/load/worker/fill-watch.ts';
import { makeGenerator } from '../../src/load/worker/generator.ts';
import { runOpenLoop } from '../../src/load/worker/open-loop.ts';
import { makeTally } from '../../src/load/worker/tally.ts';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

/** A server that answers at once, except while it is stalled. */
async function stallingServer(stall: { fromMs: number; untilMs: number }) {
  let startedMs: number | undefined;
  const server = createServer((request, response) => {
    request.resume();
    startedMs ??= performance.now();
    const elapsedMs = performance.now() - startedMs;
    const stalled = elapsedMs >= stall.fromMs && elapsedMs < stall.untilMs;
    setTimeout(() => response.end('{}'), stalled ? stall.untilMs - elapsedMs : 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  cleanUp.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return (server.address() as AddressInfo).port;
}

async function openLoopOn(port: number, ratePerSecond: number, durationMs: number, size: number) {
  const pool = await openPool(port, size);
  cleanUp.push(pool.close);
  const text = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}';
  return runOpenLoop({
    ...{ ratePerSecond, durationMs, pool },
    tally: makeTally(makeFillWatch()),
    next: () => ({ text, operations: 1, crossings: [], account: 0, opens: false }),
    onAnswer: () => {},
    fillsOutstanding: () => 0,
  });
}

describe('the open loop', () => {
  it('counts latency from the scheduled arrival: a stall is seen by all that was due in it', async () => {
    const port = await stallingServer({ fromMs: 300, untilMs: 700 });
    const outcome = await openLoopOn(port, 200, 1_000, 1);
    expect(outcome).toMatchObject({ operationsDue: 200, operationsDone: 200, dropped: 0 });
    // 80 of 200 requests were due during the stall; on one connection only one was on its way. From the moment of
    // sending, one request in 200 would have been slow, and the p90 a millisecond.
    expect(outcome.ack.p90Ms).toBeGreaterThan(200);
    expect(outcome.ack.maxMs).toBeGreaterThan(380);
  });

  it('says overload when the service does not keep up, drops what it may not hold back, and ends', async () => {
    const port = await stallingServer({ fromMs: 0, untilMs: 3_500 });
    const outcome = await openLoopOn(port, 500, 3_000, 4);
    expect(outcome.overloaded).toBe(true);
    expect(outcome.dropped).toBeGreaterThan(0);
    expect(outcome.operationsDone + outcome.dropped).toBe(1_500);
  });

  it('is no overload when all is answered in time', async () => {
    const port = await stallingServer({ fromMs: 0, untilMs: 0 });
    const outcome = await openLoopOn(port, 200, 500, 8);
    expect(outcome).toMatchObject({ operationsDone: 100, overloaded: false, refusals: {} });
  });
});

describe('the generator', () => {
  it('plays open loop, saturation and batches against bare Fastify without an error', async () => {
    const ceiling = await startCeiling();
    cleanUp.push(ceiling.close);
    const generator = makeGenerator();
    cleanUp.push(generator.close);
    const tokens = ['a', 'b', 'c'];
    await generator.run({
      ...{ kind: 'connect', via: 'http', port: ceiling.port, size: 8, tokens, feed: false },
    });
    const phase = { phase: 'p1', seed: 1, durationMs: 300 };
    const open = await generator.run({ kind: 'open-loop', ratePerSecond: 500, ...phase });
    expect(open).toMatchObject({ operationsDue: 150, operationsDone: 150, refusals: {} });
    for (const batchSize of [1, 20]) {
      const outcome = await generator.run({ kind: 'saturate', batchSize, ...phase });
      expect(outcome).toMatchObject({ refusals: {}, unanswered: 0, ordersRefused: 0 });
      expect(outcome?.operationsDone).toBe(outcome?.operationsDue);
      // Each of the eight connections goes on when it is answered.
      expect(outcome?.operationsDone).toBeGreaterThan(8);
    }
  });
});
