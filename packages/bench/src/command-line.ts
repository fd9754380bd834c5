/** What the command line needs to know of every command: light, for a service is started by the same program. */
export {
  type ConformOptions,
  type ContestCommandOptions,
  conformCommand,
  contestCommand,
} from './engine/command.ts';
export { benchCommand, benchWorker } from './load/command.ts';
export { type BenchCommandOptions, benchOptions } from './load/command-options.ts';
export type { CommandOption } from './option.ts';
export { replayCommand } from './replay/command.ts';
export { type ReplayCommandOptions, replayOptions } from './replay/command-options.ts';
