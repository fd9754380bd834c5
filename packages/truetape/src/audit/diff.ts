import { type Compared, type CompareOptions, compareLogs, type Which } from '@truetape/audit';
import { printJson, printLines, printTable } from './print.ts';
import { readingBar } from './progress.ts';
import { type NamedSource, withSource } from './source.ts';
import type { TableRow } from './table.ts';
import { auditing, EXIT } from './trouble.ts';

export interface DiffCommandOptions {
  readonly json?: boolean;
}

/** `truetape audit diff`: two logs, event by event. */
export function diff(one: string, other: string, options: DiffCommandOptions): Promise<number> {
  const { json = false } = options;
  return auditing(() =>
    withSource(one, (ones) =>
      withSource(other, async (others) => {
        const compared = await compare(ones, others, json);
        const isSame = compared.difference === undefined && compared.beyond === undefined;
        if (json) printJson({ same: isSame, ...compared });
        else print(compared, ones, others);
        return isSame ? EXIT.yes : EXIT.no;
      }),
    ),
  );
}

/** From where both have begun. */
async function compare(one: NamedSource, other: NamedSource, json: boolean): Promise<Compared> {
  const bar = readingBar('diff', Math.min(await one.head(), await other.head()), json);
  const options: CompareOptions = {
    from: Math.max(one.from, other.from),
    onProgress: bar.update,
  };
  return compareLogs(one, other, options).finally(bar.stop);
}

function print(compared: Compared, one: NamedSource, other: NamedSource): void {
  const { from, events, difference, beyond } = compared;
  const folders: Readonly<Record<Which, string>> = { one: one.folder, other: other.folder };
  const sinceWhen = from === 0 ? '' : ` from position ${from} on`;
  if (one.logId !== other.logId) printLines(['They have different log ids.']);
  printLines([`${events} events are the same${sinceWhen}.`]);
  if (beyond !== undefined) {
    const { of, stream, revision, type } = beyond;
    printLines([
      `${folders[of]} has ${beyond.events} more, the first at position ${beyond.positions[of]}: ${stream}:${revision} ${type}.`,
    ]);
  }
  if (difference === undefined) return;
  const { stream, revision, type, positions } = difference;
  const where = Object.entries(positions).map(
    ([of, position]) => `position ${position} of ${folders[of as Which]}`,
  );
  printLines([
    `Then ${stream}:${revision} ${type}, ${where.join(', ')}, ${wordsFor(difference, folders)}.`,
  ]);
  if (difference.kind === 'content')
    printTable(['member', 'one', 'other'], difference.members.map(rowOf));
}

function wordsFor(
  difference: NonNullable<Compared['difference']>,
  folders: Readonly<Record<Which, string>>,
): string {
  switch (difference.kind) {
    case 'content':
      return 'says something else';
    case 'missing':
      return `is missing in ${folders[difference.missingIn]}`;
    case 'order':
      return 'stands in another order';
  }
}

type Changed = Extract<Compared['difference'], { kind: 'content' }>['members'][number];

function rowOf({ member, one, other }: Changed): TableRow {
  return { member, one: shown(one), other: shown(other) };
}

const shown = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));
