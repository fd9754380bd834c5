import { type TableRow, tableLines } from './table.ts';

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function printLines(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

/** As wide as the terminal; as wide as it likes where there is none. */
export const terminalWidth = () => process.stdout.columns ?? Number.POSITIVE_INFINITY;

export function printTable(columns: readonly string[], rows: readonly TableRow[]): void {
  printLines(tableLines(columns, rows, terminalWidth()));
}
