import { type EventLog, START } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import type { Checkpoint } from '../row-store.ts';

/** Whether the log is the one the checkpoint was made from. The failure says what is different. */
export async function checkCheckpoint(
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
