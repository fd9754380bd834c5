import { type Comparison, compareWithFold } from '@truetape/projections';
import { printJson, printLines } from '../audit/print.ts';
import { readingBar } from '../audit/progress.ts';
import { configOf, withLog } from '../audit/source.ts';
import { answering, complain, EXIT } from '../audit/trouble.ts';
import { withPostgres } from '../with-postgres.ts';
import { modelsOf, type ProjectionCommandOptions } from './options.ts';

/** `truetape projections verify`: every row against the fold of the log, in one snapshot of Postgres. */
export function verifyModels(
  names: readonly string[],
  { json = false }: ProjectionCommandOptions,
): Promise<number> {
  return answering('projections', () => {
    const models = modelsOf(names);
    return withLog({}, (log) =>
      withPostgres(configOf({}), 'truetape-projections-verify', async (client) => {
        const bar = readingBar('verify', await log.head(), json);
        const onProgress = (events: number) => bar.update(events - 1);
        const compared = await compareWithFold({ log, client, models, onProgress }).finally(
          bar.stop,
        );
        if (!compared.ok) {
          complain('projections', compared.failure);
          return EXIT.no;
        }
        const { difference } = compared.value;
        if (json) printJson({ ok: difference === undefined, ...compared.value });
        else printLines(linesOf(compared.value));
        return difference === undefined ? EXIT.yes : EXIT.no;
      }),
    );
  });
}

function linesOf({ difference, position, rows }: Comparison): readonly string[] {
  if (difference === undefined) {
    const count = Object.values(rows).reduce((sum, one) => sum + one, 0);
    return [`${count} rows are what the log says, up to position ${position}.`];
  }
  const { table, key, column, want, have } = difference;
  return [
    `${table} ${key}${column === undefined ? '' : `, ${column}`}:`,
    `  by the log    ${JSON.stringify(want)}`,
    `  in the table  ${JSON.stringify(have)}`,
  ];
}
