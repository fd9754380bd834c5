import { type InstanceProgram, recoveryCommand } from '@truetape/bench';
import { snapshotFolder } from '@truetape/service';
import { growLog, snapshotLog } from './recovery-log.ts';

/** As the command line has them. */
export interface RecoveryFlags {
  readonly events: string;
  readonly runs: string;
  readonly json?: boolean;
}

/** `truetape bench recovery`: answers the exit code. */
export async function runRecovery(
  { events, runs, json = false }: RecoveryFlags,
  program: InstanceProgram,
): Promise<number> {
  const counts = [Number(events), Number(runs)] as const;
  if (!counts.every((count) => Number.isSafeInteger(count) && count > 0)) {
    process.stderr.write('bench: --events and --runs are whole numbers above zero\n');
    return 1;
  }
  return recoveryCommand({
    events: counts[0],
    runs: counts[1],
    json,
    program,
    growLog,
    snapshotLog,
    snapshotFolder,
  });
}
