import { resolve } from 'node:path';
import { type ExportRange, writeExport } from '@truetape/audit';
import { positionIn } from './place.ts';
import { printJson, printLines } from './print.ts';
import { readingBar } from './progress.ts';
import { type OfLog, withLog } from './source.ts';
import { auditing, EXIT, Trouble } from './trouble.ts';

export interface ExportCommandOptions extends OfLog {
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `truetape audit export`: events of a log in a folder of their own. */
export function exportEvents(options: ExportCommandOptions): Promise<number> {
  const { json = false } = options;
  return auditing(() =>
    withLog(options, async (log) => {
      const range = rangeIn(options, await log.head());
      const named = options.out ?? `export-${range.from}-${range.to}`;
      const folder = resolve(named);
      const bar = readingBar('export', range.to - range.from, json);
      const update = (position: number) => bar.update(position - range.from);
      const { logId, count, sha256 } = await writeExport(log, folder, range, update).finally(
        bar.stop,
      );
      if (json) printJson({ folder, logId, ...range, count, sha256 });
      else printLines([`${count} events, positions ${range.from} to ${range.to}, in ${named}`]);
      return EXIT.yes;
    }),
  );
}

function rangeIn({ from = '0', to }: ExportCommandOptions, head: number): ExportRange {
  const range = {
    from: positionIn('--from', from),
    to: to === undefined ? head : positionIn('--to', to),
  };
  if (range.to > head) throw new Trouble(`The log ends at position ${head}.`);
  if (range.from > range.to && range.from > 0) {
    throw new Trouble(`--from ${range.from} is behind --to ${range.to}.`);
  }
  return range;
}
