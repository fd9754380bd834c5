import type { Position } from '@eventstore/db-client';
import { CorruptLogError } from '@truetape/event-store';

/** Where a read of all begins: after a place in the log, or before everything. */
export type Place = Position | 'start';

/**
 * The port's number of a place: the commit position. The server gives each event of an append a record of its own, with
 * its own position as commit and as prepare position, so the number names one event. Only the explicit transactions of
 * old TCP clients are otherwise.
 *
 * @throws CorruptLogError when two events could have the same number, or it is beyond what a number can hold
 */
export function positionNumber({ commit, prepare }: Position): number {
  const position = Number(commit);
  if (commit !== prepare || commit < 0n || !Number.isSafeInteger(position)) {
    throw new CorruptLogError(`Position ${commit}/${prepare} does not name one event of this log`);
  }
  return position;
}

export function placeOf(position: number): Position {
  return { commit: BigInt(position), prepare: BigInt(position) };
}
