import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstanceProgram } from '../instance/instance.ts';
import { describeMachine, type Machine } from '../measure/machine.ts';
import { msToFirstOrder } from './first-order.ts';

/** What the recovery bench needs of the program that it measures. */
export interface RecoverySubject {
  readonly program: InstanceProgram;
  /** Adds events to the log of a folder; gives how many it has then. */
  readonly growLog: (
    folder: string,
    events: number,
    onProgress: (events: number) => void,
  ) => Promise<number>;
  /** Keeps the state at the end of the log. */
  readonly snapshotLog: (folder: string) => Promise<void>;
  /** Where the kept states lie below a folder. */
  readonly snapshotFolder: (folder: string) => string;
}

export interface RecoveryOptions extends RecoverySubject {
  readonly events: number;
  readonly runs: number;
  readonly json: boolean;
}

export interface RecoveryReport {
  readonly machine: Machine;
  readonly events: number;
  /** After the snapshots. */
  readonly tailEvents: number;
  /** From the start of the process to the first order that it acknowledged, each run. */
  readonly withSnapshotMs: readonly number[];
  readonly withoutSnapshotMs: readonly number[];
  /** How long it took to keep the state, all of the log read. */
  readonly snapshotMs: number;
}

const TAIL_EVENTS = 10_000;
/** No snapshots are taken while it is measured, and nothing waits for a database that this is not about. */
const ENVIRONMENT = { SNAPSHOT_EVENTS: '0', LOG_LEVEL: 'warn' };

/** `bench recovery`: makes a log and measures how long restarts on it take. Answers the exit code. */
export async function recoveryCommand(options: RecoveryOptions): Promise<number> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'truetape-recovery-'));
  try {
    const report = await measure(options, dataFolder);
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : textOf(report));
    return 0;
  } finally {
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function measure(options: RecoveryOptions, dataFolder: string): Promise<RecoveryReport> {
  const { program, runs, growLog, snapshotLog, snapshotFolder } = options;
  const tell = (events: number) => void process.stderr.write(`\r${events} events`);
  await growLog(dataFolder, Math.max(1, options.events - TAIL_EVENTS), tell);
  const snapshotAtMs = performance.now();
  await snapshotLog(dataFolder);
  const snapshotMs = performance.now() - snapshotAtMs;
  const before = await growLog(dataFolder, 1, tell);
  const events = await growLog(dataFolder, TAIL_EVENTS - 1_000, tell);
  process.stderr.write('\n');
  const restart = { program, dataFolder, environment: ENVIRONMENT };
  const series = async () => {
    const all: number[] = [];
    while (all.length < runs) all.push(Math.round(await msToFirstOrder(restart)));
    return all;
  };
  const withSnapshotMs = await series();
  rmSync(snapshotFolder(dataFolder), { recursive: true });
  const withoutSnapshotMs = await series();
  const machine = describeMachine();
  return {
    machine,
    events,
    tailEvents: events - before,
    withSnapshotMs,
    withoutSnapshotMs,
    snapshotMs: Math.round(snapshotMs),
  };
}

function textOf({ events, tailEvents, ...report }: RecoveryReport): string {
  const { withSnapshotMs, withoutSnapshotMs, snapshotMs, machine } = report;
  return [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${machine.commit}`,
    `From the start of the process to the first acknowledged order, ${events} events in the log:`,
    `  with snapshots and ${tailEvents} events after them: ${withSnapshotMs.join(', ')} ms`,
    `  without snapshots: ${withoutSnapshotMs.join(', ')} ms`,
    `Keeping the state, with all of the log to read: ${snapshotMs} ms`,
    '',
  ].join('\n');
}
