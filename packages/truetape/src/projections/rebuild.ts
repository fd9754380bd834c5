import { rebuild } from '@truetape/projections';
import { printJson, printLines } from '../audit/print.ts';
import { readingBar } from '../audit/progress.ts';
import { configOf, withLog } from '../audit/source.ts';
import { answering, complain, EXIT, Trouble } from '../audit/trouble.ts';
import { withPostgresUrl } from '../with-postgres.ts';
import { modelsOf, type ProjectionCommandOptions } from './options.ts';

export interface RebuildCommandOptions extends ProjectionCommandOptions {
  readonly all?: boolean;
}

/** `truetape projections rebuild`: from the log, beside the live tables, while everything goes on. */
export function rebuildModels(
  names: readonly string[],
  { all = false, json = false }: RebuildCommandOptions,
): Promise<number> {
  return answering('projections', () => {
    if (all === names.length > 0) throw new Trouble('Name the read models, or say --all.');
    const models = modelsOf(names);
    return withLog({}, (log) =>
      withPostgresUrl(configOf({}), async (databaseUrl) => {
        const startedAtMs = performance.now();
        const bar = readingBar('rebuild', await log.head(), json);
        const onProgress = (events: number) => bar.update(events - 1);
        const rebuilt = await rebuild({ log, databaseUrl, models, onProgress }).finally(bar.stop);
        if (!rebuilt.ok) {
          complain('projections', rebuilt.failure);
          return EXIT.no;
        }
        const { position, rows } = rebuilt.value;
        const seconds = Math.round(performance.now() - startedAtMs) / 1_000;
        const built = models.map(({ name }) => name);
        if (json) printJson({ projections: built, position, seconds, rows });
        else {
          const count = Object.values(rows).reduce((sum, one) => sum + one, 0);
          printLines([
            `${built.join(', ')}: ${count} rows at position ${position}, in ${seconds} s.`,
          ]);
        }
        return EXIT.yes;
      }),
    );
  });
}
