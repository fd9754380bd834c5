import { failed, ok, type Result } from '@truetape/kernel';
import type { EventLog } from '../log.ts';
import type { Snapshot, Snapshots } from '../snapshots.ts';

export interface Usable {
  readonly name: string;
  readonly schemaVersion: number;
  /** Told of each snapshot that is passed over, and why. */
  readonly onIgnored: (reason: string) => void;
}

/** The newest snapshot of a name that is whole, of this version, and of this log; undefined when there is none. */
export async function newestUsable(
  snapshots: Pick<Snapshots, 'newestFirst'>,
  log: EventLog,
  { name, schemaVersion, onIgnored }: Usable,
): Promise<Snapshot | undefined> {
  for await (const stored of snapshots.newestFirst(name)) {
    const usable = stored.ok ? await fitting(stored.value, log, name, schemaVersion) : stored;
    if (usable.ok) return usable.value;
    onIgnored(usable.failure);
  }
  return undefined;
}

async function fitting(
  snapshot: Snapshot,
  log: EventLog,
  name: string,
  schemaVersion: number,
): Promise<Result<Snapshot, string>> {
  const { position } = snapshot;
  if (snapshot.name !== name) return failed(`it is one of ${snapshot.name}`);
  if (snapshot.schemaVersion !== schemaVersion) {
    return failed(`its version is ${snapshot.schemaVersion}, this program reads ${schemaVersion}`);
  }
  if (snapshot.logId !== log.logId) return failed(`it is of log ${snapshot.logId}`);
  const hash = await hashAt(log, position);
  if (hash === undefined) return failed(`the log has no event at position ${position}`);
  return hash === snapshot.hash
    ? ok(snapshot)
    : failed(`the log has another event at position ${position}`);
}

async function hashAt(log: EventLog, position: number): Promise<string | undefined> {
  for await (const [event] of log.readAll({ after: position - 1, upTo: position })) {
    if (event?.position === position) return event.hash;
  }
  return undefined;
}
