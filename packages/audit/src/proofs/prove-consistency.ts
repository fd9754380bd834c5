import type { ConsistencyProof, SignedAnchor } from '@truetape/contracts';
import { type EventLog, START } from '@truetape/event-store';
import { failed, ok, type Result } from '@truetape/kernel';
import { type LogHead, LogTree, leafOf } from '../anchors/index.ts';
import { consistencyRanges, RangeRoots } from '../merkle/index.ts';

/**
 * Shows from the log that the later of two outside anchors extends the earlier, as a proof that needs no log. The order
 * in which they are given does not matter.
 *
 * Fails with one line when it does not, or when the log holds one of them no more.
 */
export async function proveConsistency(
  log: EventLog,
  one: SignedAnchor,
  other: SignedAnchor,
): Promise<Result<ConsistencyProof, string>> {
  const [older, newer] = one.anchor.size <= other.anchor.size ? [one, other] : [other, one];
  if (older.anchor.logId !== newer.anchor.logId) return failed('They are of two logs.');
  const ranges = new RangeRoots(consistencyRanges(older.anchor.size, newer.anchor.size));
  const read = await readHeads(log, [older.anchor.size, newer.anchor.size], (leaf) =>
    ranges.add(leaf),
  );
  for (const { anchor } of [older, newer]) {
    const differs = differsFrom(anchor, log.logId, read);
    if (differs !== undefined) return failed(differs);
  }
  const path = ranges.roots().map((root) => root.toString('hex'));
  return ok({ format: 'truetape-consistency-1', older, newer, path });
}

/** Shows that a log holds what an outside anchor has. Fails with one line when it does not. */
export async function holdsAnchor(
  log: EventLog,
  { anchor }: SignedAnchor,
): Promise<Result<LogHead, string>> {
  const read = await readHeads(log, [anchor.size]);
  const differs = differsFrom(anchor, log.logId, read);
  return differs === undefined ? ok(read.last) : failed(differs);
}

/** Shows that the longer of two logs begins with all of the shorter. Fails with one line when it does not. */
export async function extendsLog(
  one: EventLog,
  other: EventLog,
): Promise<Result<{ readonly size: number; readonly newerSize: number }, string>> {
  if (one.logId !== other.logId) return failed(`They are two logs: ${one.logId}, ${other.logId}.`);
  const sizes = [(await readHeads(one, [])).last.size, (await readHeads(other, [])).last.size];
  const size = Math.min(...sizes);
  const newerSize = Math.max(...sizes);
  const [first, second] = [await readHeads(one, [size]), await readHeads(other, [size])];
  if (size > 0 && first.heads.get(size)?.root !== second.heads.get(size)?.root) {
    return failed(`Neither extends the other: their first ${size} events differ.`);
  }
  return ok({ size, newerSize });
}

interface Read {
  /** Of each size asked for that the log has. */
  readonly heads: ReadonlyMap<number, LogHead>;
  /** Of all that was read. */
  readonly last: LogHead;
}

async function readHeads(
  log: EventLog,
  sizes: readonly number[],
  onLeaf: (leaf: Buffer) => void = () => undefined,
): Promise<Read> {
  const tree = new LogTree();
  const heads = new Map<number, LogHead>();
  const wanted = new Set(sizes);
  for await (const events of log.readAll({ after: START })) {
    for (const event of events) {
      tree.add(event);
      onLeaf(leafOf(event));
      if (wanted.has(tree.size)) heads.set(tree.size, tree.head());
    }
  }
  return { heads, last: tree.head() };
}

function differsFrom(
  { at, size, root, logId }: SignedAnchor['anchor'],
  readLogId: string,
  { heads, last }: Read,
): string | undefined {
  const not = `The log does not hold the anchor of ${at}`;
  if (logId !== readLogId) return `${not}: it is of the log ${logId}.`;
  if (last.size < size) return `${not}: it has ${size} events, and the log only ${last.size}.`;
  return heads.get(size)?.root === root
    ? undefined
    : `${not}: its first ${size} events were others.`;
}
