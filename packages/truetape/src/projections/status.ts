import { readCheckpoints } from '@truetape/projections';
import { READ_MODELS } from '@truetape/read-models';
import { printJson, printTable } from '../audit/print.ts';
import { configOf, withLog } from '../audit/source.ts';
import { answering, EXIT } from '../audit/trouble.ts';
import { withPostgres } from '../with-postgres.ts';
import type { ProjectionCommandOptions } from './options.ts';

const COLUMNS = ['projection', 'position', 'behind', 'generation', 'updated', 'tables'];

/** `truetape projections status`: where each read model is. One without a checkpoint was never built. */
export function status({ json }: ProjectionCommandOptions): Promise<number> {
  return answering('projections', () =>
    withLog({}, async (log) => {
      const head = await log.head();
      const stored = await withPostgres(
        configOf({}),
        'truetape-projections-status',
        readCheckpoints,
      );
      const projections = READ_MODELS.map(({ name, tables }) => {
        const found = stored.get(name);
        return {
          projection: name,
          position: found?.position ?? null,
          behind: Math.max(0, head - (found?.position ?? -1)),
          generation: found?.generation ?? null,
          updatedAt: found?.updatedAt ?? null,
          tables: tables.map((table) => table.name),
        };
      });
      if (json) printJson({ head, projections });
      else {
        printTable(
          COLUMNS,
          projections.map((one) => ({
            projection: one.projection,
            position: one.position === null ? 'none' : String(one.position),
            behind: String(one.behind),
            generation: one.generation === null ? '' : String(one.generation),
            updated: one.updatedAt ?? '',
            tables: one.tables.join(' '),
          })),
        );
      }
      return EXIT.yes;
    }),
  );
}
