import { LogUnavailableError } from '@truetape/event-store';
import type { Service } from './run-service.ts';

/** Whoever is further from the clock of the log decides nothing: what is due would be due at two times. */
const SKEW_MS_MAX = 1_000;
const LOOK_EVERY_MS = 5_000;

/**
 * Compares the clock of this machine with that of the log, now and every few seconds. A difference ends the process with
 * a line that says so, and keeps it from starting again until the clocks agree.
 *
 * @returns how it stops
 * @throws Error when they differ now
 */
export async function watchClock(
  log: { readonly clockSkewMs: () => Promise<number> },
  { logger, fail }: Pick<Service, 'logger' | 'fail'>,
  everyMs = LOOK_EVERY_MS,
): Promise<() => void> {
  const look = async (): Promise<string | undefined> => {
    const skewMs = await log.clockSkewMs();
    if (Math.abs(skewMs) <= SKEW_MS_MAX) return undefined;
    const where = skewMs > 0 ? 'behind' : 'ahead of';
    return `The clock of this machine is ${Math.abs(skewMs)} ms ${where} that of the log: no decisions until they agree.`;
  };
  const differ = await look();
  if (differ !== undefined) throw new Error(differ);

  const lookAgain = () =>
    look().then(
      (reason) => {
        if (reason === undefined) timer = setTimeout(lookAgain, everyMs);
        else fail(reason);
      },
      (error: unknown) => {
        // A log that is away takes no decisions either.
        if (!(error instanceof LogUnavailableError)) throw error;
        logger.warn({ reason: error.message }, 'the clocks cannot be compared');
        timer = setTimeout(lookAgain, everyMs);
      },
    );
  let timer = setTimeout(lookAgain, everyMs);
  return () => clearTimeout(timer);
}
