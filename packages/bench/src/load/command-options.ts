import type { InstanceProgram } from '../instance/instance.ts';
import type { CommandOption } from '../option.ts';
import type { AppendFigure } from './bench-report.ts';
import { RATES, SECONDS } from './defaults.ts';
import type { WorkerProgram } from './worker/spawn-worker.ts';

export interface BenchCommandOptions {
  readonly json?: boolean;
  /** As typed. */
  readonly seconds?: string;
  /** As typed: rates separated by commas. */
  readonly rates?: string;
  /** As typed: `http` or `session`. */
  readonly via?: string;
  readonly program: InstanceProgram;
  readonly worker: WorkerProgram;
  readonly measureAppend?: (seconds: number) => Promise<readonly AppendFigure[]>;
}

/** The flags of `bench`, for the command line's parser. None is needed. */
export const benchOptions: readonly CommandOption[] = [
  { flags: '--json', description: 'print everything as one JSON object' },
  { flags: '--seconds <count>', description: `length of each phase, 1 to 600 (${SECONDS})` },
  { flags: '--rates <list>', description: `orders a second of the open loop (${RATES.join(',')})` },
  {
    flags: '--via <way>',
    description: 'http, or session: trading sessions too, beside HTTP (http)',
  },
];
