import { type EventLog, START } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import type { Checkpoint } from '../row-store.ts';

/** Why a log is not the one that a checkpoint was made from. */
export interface Mismatch {
  readonly message: string;
  readonly position: number;
}

/** Whether the log is the one these checkpoints were made from. The failure says what is different. */
export async function checkCheckpoints(
  checkpoints: readonly Checkpoint[],
  log: EventLog,
): Promise<Result<void, Mismatch>> {
  // Nearly always they are all at one place, where the log is asked once.
  const places = new Map(
    checkpoints.map((one) => [`${one.logId} ${one.position} ${one.hash}`, one] as const),
  );
  for (const checkpoint of places.values()) {
    const checked = await checkCheckpoint(checkpoint, log);
    if (!checked.ok) return failed({ message: checked.failure, position: checkpoint.position });
  }
  return ok(undefined);
}

async function checkCheckpoint(
  checkpoint: Checkpoint,
  log: EventLog,
): Promise<Result<void, string>> {
  const { logId, position, hash } = checkpoint;
  if (logId !== log.logId) {
    return failed(`The read models were made from log ${logId}, and this is log ${log.logId}.`);
  }
  if (position === START) return ok(undefined);
  const head = await log.head();
  if (position > head) {
    return failed(`The read models are at position ${position}, and the log ends at ${head}.`);
  }
  for await (const events of log.readAll({ after: position - 1, upTo: position })) {
    for (const event of events) {
      if (event.hash === hash) return ok(undefined);
      return failed(
        `At position ${position} the read models saw an event with hash ${hash}, and the log has ${event.hash}.`,
      );
    }
  }
  return failed(`The read models are at position ${position}, where the log has no event.`);
}
