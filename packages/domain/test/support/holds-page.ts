import { readFileSync } from 'node:fs';

/** A row of `docs/reference/holds.md`. */
export interface HoldRow {
  readonly line: number;
  readonly order: string;
  readonly fees: string;
  readonly steps: readonly string[];
  readonly holds: string;
}

const PAGE = new URL('../../../../docs/reference/holds.md', import.meta.url);

/** The rows of all tables of the page: those of four cells that are no head and no rule. */
export function holdRows(): readonly HoldRow[] {
  const lines = readFileSync(PAGE, 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    if (!/^\| (buy|sell) /.test(text)) return [];
    const [order, fees, since, holds, ...others] = text
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    if (order === undefined || fees === undefined || since === undefined || holds === undefined) {
      throw new Error(`line ${index + 1} of the page has four cells`);
    }
    if (others.length > 0) throw new Error(`line ${index + 1} of the page has no more than four`);
    const steps = since === '' ? [] : since.split('; ');
    return [{ line: index + 1, order, fees, steps, holds }];
  });
}
