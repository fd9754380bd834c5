import type { InstanceProgram } from '../instance/instance.ts';
import type { CommandOption } from '../option.ts';

export interface ReplayCommandOptions {
  readonly folder: string;
  readonly url?: string;
  readonly keys?: string;
  readonly dataDir?: string;
  readonly symbol?: string;
  /** As typed: `0.0004/0.001`. */
  readonly fees?: string;
  /** As typed: `1x`, `10x`, `0.5`. */
  readonly speed?: string;
  readonly batch?: string;
  /** False for `--no-books`. */
  readonly books?: boolean;
  readonly journal?: string;
  readonly json?: boolean;
  /** How to start a service of its own when there is no `url`. */
  readonly program: InstanceProgram;
}

/** The flags of `replay FOLDER`, for the command line's parser. */
export const replayOptions: readonly CommandOption[] = [
  { flags: '--url <url>', description: 'feed a running service, not one of its own' },
  { flags: '--keys <file>', description: 'its keys (DATA_DIR/keys.json)' },
  { flags: '--data-dir <folder>', description: 'keep the log of its own service here' },
  { flags: '--symbol <symbol>', description: 'the market, listed when it is not there' },
  { flags: '--fees <maker/taker>', description: 'rates of the market such as 0.0004/0.001' },
  { flags: '--speed <factor>', description: 'a multiple of the recorded pace such as 1x' },
  { flags: '--batch <count>', description: 'orders that may share a request, 1 to 100' },
  { flags: '--no-books', description: 'leave the comparison of book snapshots out' },
  { flags: '--journal <file>', description: 'write every receipt to this file' },
  { flags: '--json', description: 'print the result as one JSON object' },
];
