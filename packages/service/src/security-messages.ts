import type { AppendSecurity } from '@truetape/auth';
import { schemaOf } from '@truetape/contracts';
import { assert, type NewEvent } from '@truetape/kernel';
import { appendByParent } from './append-by-parent.ts';

/** What a process that only reads the log asks the one that writes it to append to `security`. */
export interface SecurityAsked {
  readonly expectedRevision: number;
  readonly events: readonly NewEvent[];
}

const TYPES: ReadonlySet<string> = new Set(['AccessDenied', 'AccessesDenied', 'AuditorRead']);

/** @throws InvariantError unless it is what a journal says */
export function checkSecurityAsked({ events }: SecurityAsked): void {
  assert(events.length > 0, 'there is something to append');
  for (const { type, schemaVersion, data } of events) {
    const schema = TYPES.has(type) ? schemaOf(type, schemaVersion) : undefined;
    assert(schema?.safeParse(data).success === true, `${type} has a place in a journal`);
  }
}

/** On LMDB, where the parent of this process finds the one that writes the log. Without a parent nothing is appended. */
export function appendSecurityByParent(): AppendSecurity {
  const ask = appendByParent<SecurityAsked>();
  return (expectedRevision, events) => ask({ expectedRevision, events });
}
