import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessRow {
  readonly pid: number;
  readonly parentPid: number;
  /** User and system time of the process and of its children that have ended. */
  readonly processorTicks: number;
  readonly commandLine: string;
}

/** Every process that is alive now, as far as `/proc` lets us see. */
export function readProcesses(): readonly ProcessRow[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const row = parseProcess(
          readFileSync(`/proc/${pid}/stat`, 'utf8'),
          readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
        );
        return row === undefined ? [] : [row];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}

/** A line of `/proc/[pid]/stat`; the name in brackets may hold spaces and brackets itself. */
export function parseProcess(stat: string, commandLine: string): ProcessRow | undefined {
  const afterName = stat.lastIndexOf(')');
  if (afterName < 0) return undefined;
  const fields = stat.slice(afterName + 2).split(' ');
  const numbers = [1, 11, 12, 13, 14].map((field) => Number(fields[field]));
  const [parentPid = Number.NaN, ...ticks] = numbers;
  const processorTicks = ticks.reduce((sum, each) => sum + each, 0);
  const pid = Number.parseInt(stat, 10);
  if ([pid, parentPid, processorTicks].some(Number.isNaN)) return undefined;
  return { pid, parentPid, processorTicks, commandLine: commandLine.replaceAll('\0', ' ').trim() };
}

/** `root`, everything below it, and everything below a process whose command line holds `marker`. */
export function descendantsOf(
  rows: readonly ProcessRow[],
  root: number,
  marker?: string,
): readonly ProcessRow[] {
  const children = new Map<number, ProcessRow[]>();
  for (const row of rows) {
    children.set(row.parentPid, [...(children.get(row.parentPid) ?? []), row]);
  }
  const found = new Map<number, ProcessRow>();
  const waiting = rows.filter(
    (row) => row.pid === root || (marker !== undefined && row.commandLine.includes(marker)),
  );
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    if (found.has(row.pid)) continue;
    found.set(row.pid, row);
    waiting.push(...(children.get(row.pid) ?? []));
  }
  return [...found.values()];
}
