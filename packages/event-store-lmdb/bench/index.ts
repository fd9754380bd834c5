export { benchAppend } from './append.ts';
export { readForLatency } from './latency.ts';
export { type BenchLogReport, benchLog } from './log.ts';
