import { readWorkloads } from '../read-workload.ts';
import type { Workload } from '../workload.ts';
import { CONTENDERS, type ContenderName } from './contenders.ts';

/** What the process of a contender is asked. Answers come in order. */
export type Question =
  | { readonly kind: 'load'; readonly contender: ContenderName; readonly file: string }
  /** As many messages as can be taken in the time. */
  | { readonly kind: 'pass'; readonly limitMs: number }
  | { readonly kind: 'latencies' }
  | { readonly kind: 'memory' };

export interface PassFigure {
  readonly messages: number;
  readonly seconds: number;
}

/** Of single messages, in nanoseconds; reading the clock is part of them. */
export interface LatencyFigure {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
}

/** Messages between two looks at the clock. */
const STRIDE = 4_096;

/** The body of a process that runs one contender. */
export function makeRunner(): (question: Question) => Promise<unknown> {
  let workload: Workload | undefined;
  let make: Awaited<ReturnType<(typeof CONTENDERS)[ContenderName]>> | undefined;
  return async (question) => {
    if (question.kind === 'load') {
      [workload] = await readWorkloads(question.file);
      make = await CONTENDERS[question.contender]();
      return workload?.count;
    }
    if (workload === undefined || make === undefined) throw new Error('Nothing is loaded.');
    if (question.kind === 'pass') return pass(make(workload), workload.count, question.limitMs);
    if (question.kind === 'latencies') return latencies(make(workload), workload.count);
    return process.resourceUsage().maxRSS * 1_024;
  };
}

function pass(contender: { run(k: number): void }, count: number, limitMs: number): PassFigure {
  const startedAtMs = performance.now();
  let k = 0;
  while (k < count && performance.now() - startedAtMs < limitMs) {
    const end = Math.min(count, k + STRIDE);
    for (; k < end; k++) contender.run(k);
  }
  return { messages: k, seconds: (performance.now() - startedAtMs) / 1_000 };
}

function latencies(contender: { run(k: number): void }, count: number): LatencyFigure {
  const taken = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const startedAtMs = performance.now();
    contender.run(k);
    taken[k] = (performance.now() - startedAtMs) * 1_000_000;
  }
  taken.sort();
  const at = (share: number) => Math.round(taken[Math.ceil(count * share) - 1] ?? 0);
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999) };
}
