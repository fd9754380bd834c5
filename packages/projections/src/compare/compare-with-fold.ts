import { failed, ok, type Result } from '@truetape/kernel';
import { READ_MODELS, type ReadModel } from '@truetape/read-models';
import { readCheckpoints } from '../postgres/checkpoint.ts';
import { checkCheckpoints } from '../projector/check-checkpoint.ts';
import type { Checkpoint } from '../row-store.ts';
import { compareUpTo } from './compare-up-to.ts';
import type { CompareOptions, Comparison } from './comparison.ts';

/**
 * Folds the log from its beginning to the checkpoint of each read model and compares every row of every table, cell by
 * cell. Takes the client for itself, in one snapshot, so a projector may go on meanwhile. Memory: what the folds need
 * to go on (open orders, balances), not the whole.
 *
 * Fails with a sentence when there is nothing to compare: no checkpoint, or one of another log.
 *
 * @throws PoisonedEventError, CorruptLogError
 */
export async function compareWithFold(
  options: CompareOptions,
): Promise<Result<Comparison, string>> {
  const { log, client, models = READ_MODELS } = options;
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query(`set local timezone = 'UTC'`);
    const checkpoints = await readCheckpoints(client);
    const unbuilt = models.find(({ name }) => !checkpoints.has(name));
    if (unbuilt !== undefined) return failed(`The read model ${unbuilt.name} has no checkpoint.`);
    const own = models.map(({ name }) => checkpoints.get(name) as Checkpoint);
    const checked = await checkCheckpoints(own, log);
    if (!checked.ok) return failed(checked.failure.message);
    return ok(await compareAll(models, checkpoints, options));
  } finally {
    await client.query('rollback');
  }
}

async function compareAll(
  models: readonly ReadModel[],
  checkpoints: ReadonlyMap<string, Checkpoint>,
  options: CompareOptions,
): Promise<Comparison> {
  const positionOf = ({ name }: ReadModel) => checkpoints.get(name)?.position ?? -1;
  let compared: Comparison | undefined;
  // Nearly always they are all at one place, and the log is read once.
  for (const position of [...new Set(models.map(positionOf))].sort((one, two) => one - two)) {
    const there = models.filter((model) => positionOf(model) === position);
    const { events, rows, difference } = await compareUpTo(position, there, options);
    compared = {
      position: compared?.position ?? position,
      events: (compared?.events ?? 0) + events,
      rows: { ...compared?.rows, ...rows },
      ...(difference && { difference }),
    };
    if (difference !== undefined) break;
  }
  return compared ?? { position: -1, events: 0, rows: {} };
}
