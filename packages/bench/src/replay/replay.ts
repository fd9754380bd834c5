import { bookTally } from './compare/book-tally.ts';
import { fillLatencies, untilTold } from './fill-latency.ts';
import type { ReplayOptions } from './options.ts';
import { makePace } from './pace.ts';
import { planSteps, type Step } from './plan.ts';
import { readBook } from './read-book.ts';
import { readTakers, readTradesUpTo } from './read-trades.ts';
import { compareTrades, type ReplayReport } from './report.ts';
import { openSession, type Session } from './session.ts';

const BATCH_LIMIT = 100;

/**
 * Feeds a recording through the public API, one request in flight, so that recorded order is log order. Buys come
 * from the first trader of the keys, sells from the second. What is not answered is sent again as it was.
 */
export async function replay(options: ReplayOptions): Promise<ReplayReport> {
  const session = await openSession(options);
  try {
    const { symbol, feeder, arrivals, reader, journal } = session;
    const tally = bookTally(options.recording);
    const times = await feed(session, options, async ({ book }) => {
      tally.add(book, await readBook(reader, symbol, feeder.position(), book));
    });
    const trades = await readTradesUpTo(reader, symbol, feeder.position());
    await untilTold(trades.at(-1)?.tradeNumber, arrivals);
    const takers: (readonly [number, string])[] = [];
    for (const trader of session.traders) {
      takers.push(...(await readTakers(trader, symbol, feeder.position())));
    }
    return {
      symbol,
      ...feeder.counts,
      commands: options.recording.rows.length,
      trades,
      ...compareTrades(trades, options.recording.trades),
      books: tally.report(),
      repeats: session.repeats(),
      ...times,
      ack: feeder.ack.summary(),
      fill: fillLatencies(takers, arrivals, feeder.sentMs),
      receipts: journal.receipts,
    };
  } finally {
    await session.close();
  }
}

/** Takes every step in turn. Answers how long the feeding and the checking took, in milliseconds. */
async function feed(
  { feeder }: Session,
  options: ReplayOptions,
  check: (step: Extract<Step, { kind: 'check' }>) => Promise<void>,
): Promise<{ feedMs: number; bookMs: number }> {
  const { recording, speed, onProgress, beforeStep } = options;
  const steps = planSteps(recording, {
    batchLimit: speed === undefined ? (options.batchLimit ?? BATCH_LIMIT) : 1,
    books: options.books ?? true,
  });
  const pace = makePace(recording, speed);
  const startedMs = performance.now();
  let rowsDone = 0;
  let bookMs = 0;
  let pacedMs = 0;
  for (const step of steps) {
    await beforeStep?.(step);
    if (step.kind === 'check') {
      const fromMs = performance.now();
      await check(step);
      bookMs += performance.now() - fromMs;
      continue;
    }
    if (step.kind === 'send') pacedMs += await pace(step.row);
    await feeder.take(step);
    rowsDone += step.kind === 'batch' ? step.rows.length : 1;
    onProgress?.({ rowsDone, rowsTotal: recording.rows.length });
  }
  return { feedMs: performance.now() - startedMs - bookMs - pacedMs, bookMs };
}
