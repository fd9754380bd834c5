import { EventStoreDbDouble } from '../src/double/index.ts';
import { type EventStoreDbLog, type Limits, openEventStoreDbLog } from '../src/index.ts';

/** Short enough that a test may wait for each of them. */
export const SHORT: Partial<Limits> = {
  appendMs: 400,
  answerMs: 1_000,
  readMs: 3_000,
  firstPauseMs: 1,
  longestPauseMs: 20,
  silenceMs: 50,
};

/** Runs a check on a log on a new double, and ends both. */
export async function withDouble(
  check: (log: EventStoreDbLog, double: EventStoreDbDouble) => Promise<void>,
  limits: Partial<Limits> = SHORT,
): Promise<void> {
  const double = await EventStoreDbDouble.start();
  const { connectionString } = double;
  const log = await openEventStoreDbLog({ connectionString, clockMs: Date.now, limits });
  try {
    await check(log, double);
  } finally {
    double.heal();
    await log.close();
    await double.shutDown();
  }
}
