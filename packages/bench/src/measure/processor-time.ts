import { readFileSync } from 'node:fs';
import { descendantsOf, readProcesses } from './process-table.ts';

/** Shares of all processor time in an interval, from 0 to 1; undefined where the system does not tell. */
export interface ProcessorShares {
  /** Taken away by the hypervisor. */
  readonly steal: number;
  /** Used by processes that are not ours. */
  readonly foreign: number;
  /** Used by the benchmark and the processes it started. */
  readonly own: number;
}

export interface ProcessorSample {
  readonly totalTicks: number;
  readonly idleTicks: number;
  readonly stealTicks: number;
  readonly ownTicks: number;
}

/** Counts so far, for processes below this one and those whose command line names `marker`. Linux only. */
export function sampleProcessors(marker?: string): ProcessorSample | undefined {
  let text: string;
  try {
    text = readFileSync('/proc/stat', 'utf8');
  } catch {
    return undefined;
  }
  const counts = parseProcessorLine(text);
  if (counts === undefined) return undefined;
  const own = descendantsOf(readProcesses(), process.pid, marker);
  return { ...counts, ownTicks: own.reduce((ticks, one) => ticks + one.processorTicks, 0) };
}

/** The `cpu` line of `/proc/stat`: user nice system idle iowait irq softirq steal (guest times are part of user). */
export function parseProcessorLine(text: string): Omit<ProcessorSample, 'ownTicks'> | undefined {
  const line = text.split('\n').find((each) => each.startsWith('cpu '));
  if (line === undefined) return undefined;
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
  if (ticks.length < 8 || ticks.some(Number.isNaN)) return undefined;
  return {
    totalTicks: ticks.reduce((sum, each) => sum + each, 0),
    idleTicks: (ticks[3] ?? 0) + (ticks[4] ?? 0),
    stealTicks: ticks[7] ?? 0,
  };
}

export function processorShares(
  from: ProcessorSample | undefined,
  to: ProcessorSample | undefined,
): ProcessorShares | null {
  if (from === undefined || to === undefined) return null;
  const total = to.totalTicks - from.totalTicks;
  if (total <= 0) return null;
  const steal = to.stealTicks - from.stealTicks;
  const busy = total - (to.idleTicks - from.idleTicks) - steal;
  const own = Math.max(0, to.ownTicks - from.ownTicks);
  const share = (ticks: number) => Math.round((Math.max(0, ticks) / total) * 1000) / 1000;
  return { steal: share(steal), own: share(own), foreign: share(busy - own) };
}
