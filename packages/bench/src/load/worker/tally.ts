import { latencies } from '../../measure/latencies.ts';
import type { HttpResponse } from '../http/response-reader.ts';
import type { DeskRequest } from './desk.ts';
import type { FillWatch } from './fill-watch.ts';
import type { LoadOutcome } from './outcome.ts';

/** Counts what the requests of a phase came to. */
export interface Tally {
  /** Before the request is written; `dueMs` is when it should have been. */
  readonly onSend: (request: DeskRequest, dueMs: number) => void;
  readonly onAnswer: (request: DeskRequest, dueMs: number, answer: HttpResponse) => void;
  readonly unanswered: () => number;
  readonly outcome: (schedule: {
    readonly durationMs: number;
    readonly operationsDue: number;
    readonly dropped: number;
    readonly backlogAtEnd: number;
    readonly overloaded: boolean;
  }) => LoadOutcome;
}

const REFUSED_ITEM = '"problem":{';

export function makeTally(fills: FillWatch): Tally {
  const ack = latencies();
  const refusals: Record<string, number> = {};
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  let done = 0;
  let inFlight = 0;
  let ordersRefused = 0;
  return {
    unanswered: () => inFlight,
    onSend: (request, dueMs) => {
      inFlight += 1;
      for (const crossing of request.crossings) fills.expect(crossing, dueMs);
    },
    onAnswer: (request, dueMs, { status, body }) => {
      inFlight -= 1;
      if (status >= 200 && status < 300) {
        const refused = request.operations === 1 ? 0 : occurrences(body, REFUSED_ITEM);
        ordersRefused += refused;
        done += request.operations - refused;
        ack.record(performance.now() - dueMs);
        return;
      }
      refusals[status] = (refusals[status] ?? 0) + 1;
      for (const crossing of request.crossings) fills.forget(crossing);
    },
    outcome: (schedule) => {
      const cpu = process.cpuUsage(cpuBefore);
      const lastedMs = performance.now() - startedMs;
      return {
        ...schedule,
        operationsDone: done,
        operationsPerSecond: Math.round((done / schedule.durationMs) * 10_000) / 10,
        refusals: { ...refusals },
        ordersRefused,
        unanswered: inFlight,
        ack: ack.summary(),
        fill: fills.summary(),
        fillsDue: fills.due(),
        generatorShare: Math.round((cpu.user + cpu.system) / lastedMs) / 1000,
      };
    },
  };
}

function occurrences(body: Buffer, text: string): number {
  let count = 0;
  for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + 1)) count += 1;
  return count;
}
