import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeMachine } from '@truetape/bench';
import { type BenchLogReport, benchLog } from '@truetape/event-store-lmdb/bench';

const SECONDS = 2;

/** `truetape bench log`: the log alone, beside LMDB alone. Answers the exit code. */
export async function runLogBench(options: {
  readonly json?: boolean;
  /** A module that reads for latency when it is given `bench-reader` and a folder. */
  readonly program: string;
}): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-bench-log-'));
  try {
    const report = await benchLog({
      folder,
      seconds: SECONDS,
      spawnReader: (log) => fork(options.program, ['bench-reader', log]),
      onPhase: (name) => void process.stderr.write(`bench: ${name}\n`),
    });
    const lines = options.json
      ? [JSON.stringify({ machine: describeMachine(), ...report })]
      : linesOf(report);
    for (const line of lines) process.stdout.write(`${line}\n`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const number = (value: number | undefined) => value?.toLocaleString('en-US') ?? '–';

function linesOf({ durable, reading, latency }: BenchLogReport): readonly string[] {
  return [
    'Durable appends, events/s; in brackets the share of a bare LMDB loop with ready values, and with values it makes',
    ...durable.map((figure) => {
      const load = `${figure.writers} writers × ${figure.eventsPerAppend}`.padEnd(18);
      const shares = `(${figure.ratio} of ${number(figure.bareEventsPerSecond)}, ${figure.ratioMade} of ${number(figure.bareMadeEventsPerSecond)})`;
      const bytes = `${number(figure.bytesWrittenPerEvent)} B written, ${number(figure.bytesKeptPerEvent)} B kept an event`;
      return `${load}${number(figure.eventsPerSecond).padStart(9)}  ${shares}  ${bytes}`;
    }),
    '',
    `Reading ${number(reading.events)} events, events/s: raw ${number(reading.rawPerSecond)}, decoded ${number(reading.decodedPerSecond)}, hashes checked ${number(reading.checkedPerSecond)}`,
    '',
    `From append, ${latency.appendsPerSecond}/s, ms p50 / p99`,
    ...(['acknowledged', 'inProcess', 'otherProcess'] as const).map(
      (name) => `${name.padEnd(14)}${latency[name].p50Ms} / ${latency[name].p99Ms}`,
    ),
  ];
}
