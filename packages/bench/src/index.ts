export {
  type ConformOptions,
  type ContestCommandOptions,
  conformCommand,
  contestCommand,
} from './engine/command.ts';
export { type InstanceProgram, startInstance } from './instance/instance.ts';
export { bench } from './load/bench.ts';
export type { AppendFigure, BenchReport } from './load/bench-report.ts';
export { benchCommand, benchWorker } from './load/command.ts';
export { type BenchCommandOptions, benchOptions } from './load/command-options.ts';
export type { WorkerProgram } from './load/worker/spawn-worker.ts';
export { type LatencySummary, summaryOf } from './measure/latencies.ts';
export { describeMachine } from './measure/machine.ts';
export type { CommandOption } from './option.ts';
export { type RecoveryOptions, recoveryCommand } from './recovery/command.ts';
export { replayCommand } from './replay/command.ts';
export { type ReplayCommandOptions, replayOptions } from './replay/command-options.ts';
export type { ReplayOptions } from './replay/options.ts';
export type { Recording } from './replay/recording/flow.ts';
export { readRecording } from './replay/recording/read-recording.ts';
export { replay } from './replay/replay.ts';
export { type ReplayReport, replayJson } from './replay/report.ts';
