import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeMachine } from '@truetape/bench';
import { startEmbeddedPostgres } from '@truetape/embedded-postgres';
import type { EventLog } from '@truetape/event-store';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { createLogger, createMetrics } from '@truetape/observability';
import { compareWithFold, rebuild, runProjector } from '@truetape/projections';
import { READ_MODELS } from '@truetape/read-models';
import { logFolder } from '@truetape/service';
import type pg from 'pg';
import { growLog } from './recovery-log.ts';
import { withPostgres } from './with-postgres.ts';

export interface ProjectionsFlags {
  readonly events: string;
  readonly json?: boolean;
}

type Models = typeof READ_MODELS;

interface Rate {
  readonly projection: string;
  readonly eventsPerSecond: number;
  /** Of tables and indexes in Postgres. */
  readonly bytesPerEvent: number;
}

interface Report {
  readonly events: number;
  readonly rates: readonly Rate[];
  readonly together: Rate;
  readonly rebuildSecondsPerMillion: number;
  /** Rows compared with the fold of the log after the rebuild; each is as it should be. */
  readonly rowsVerified: number;
}

const logger = createLogger({ level: 'silent', destination: '-' });

/**
 * `truetape bench projections`: a log of the order path, projected from its beginning, by each read model alone and by all
 * of them together, then rebuilt. Answers the exit code.
 */
export async function runProjectionsBench({ events, json }: ProjectionsFlags): Promise<number> {
  const wanted = Number(events);
  if (!Number.isSafeInteger(wanted) || wanted <= 0) {
    process.stderr.write('bench: --events is a whole number above zero\n');
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'truetape-bench-projections-'));
  try {
    say(`a log of ${wanted} events`);
    await growLog(folder, wanted);
    const log = await openLmdbReader({ folder: logFolder(folder) });
    const postgres = await startEmbeddedPostgres({ dataDir: folder });
    try {
      const report = await measure(log, postgres.url);
      const lines = json
        ? [JSON.stringify({ machine: describeMachine(), ...report })]
        : linesOf(report);
      for (const line of lines) process.stdout.write(`${line}\n`);
      return 0;
    } finally {
      await postgres.stop();
      await log.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(log: EventLog, url: string): Promise<Report> {
  const head = await log.head();
  const databases = new Databases(url);
  const rates: Rate[] = [];
  for (const model of READ_MODELS) {
    say(model.name);
    const databaseUrl = await databases.make(model.name);
    rates.push(await rateOf(model.name, [model], log, databaseUrl));
    await databases.drop(model.name);
  }
  say('all together');
  const databaseUrl = await databases.make('together');
  const together = await rateOf('together', READ_MODELS, log, databaseUrl);
  say('rebuild');
  const startedAtMs = performance.now();
  const rebuilt = await rebuild({ log, databaseUrl, models: READ_MODELS });
  if (!rebuilt.ok) throw new Error(rebuilt.failure);
  const seconds = (performance.now() - startedAtMs) / 1_000;
  say('verify');
  const compared = await withClient(databaseUrl, (client) => compareWithFold({ log, client }));
  if (!compared.ok) throw new Error(compared.failure);
  const { difference, rows } = compared.value;
  if (difference !== undefined) throw new Error(`A row is wrong: ${JSON.stringify(difference)}`);
  return {
    events: head + 1,
    rates,
    together,
    rebuildSecondsPerMillion: Math.round((seconds / (head + 1)) * 1e7) / 10,
    rowsVerified: Object.values(rows).reduce((sum, count) => sum + count, 0),
  };
}

/** From nothing to the head of the log; starting is not counted. */
async function rateOf(
  projection: string,
  models: Models,
  log: EventLog,
  databaseUrl: string,
): Promise<Rate> {
  const head = await log.head();
  let startedAtMs = 0;
  let reached: () => void = () => undefined;
  const whenReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const projector = runProjector({
    log,
    databaseUrl,
    models,
    logger,
    metrics: createMetrics({ processMetrics: false }),
    onProgress: (position) => {
      startedAtMs ||= performance.now();
      if (position === head) reached();
    },
  });
  const failed = projector.ended.then((end) => {
    if (!end.ok) throw new Error(end.failure.message);
  });
  await Promise.race([whenReached, failed]);
  const seconds = (performance.now() - startedAtMs) / 1_000;
  await projector.stop();
  return {
    projection,
    eventsPerSecond: Math.round((head + 1) / seconds),
    bytesPerEvent: Math.round((await bytesOf(models, databaseUrl)) / (head + 1)),
  };
}

/** Of tables and their indexes, those of their parts included. */
const bytesOf = (models: Models, databaseUrl: string) =>
  withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ bytes: string }>(
      `select sum(pg_total_relation_size(oid)) as bytes from pg_class where oid = any ($1::regclass[])
       or oid in (select inhrelid from pg_inherits where inhparent = any ($1::regclass[]))`,
      [models.flatMap(({ tables }) => tables.map(({ name }) => `truetape.${name}`))],
    );
    return Number(rows[0]?.bytes);
  });

/** Databases of their own, beside the one that the service would use. */
class Databases {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async make(name: string): Promise<string> {
    await withClient(this.#url, (client) => client.query(`create database bench_${name}`));
    const url = new URL(this.#url);
    url.pathname = `/bench_${name}`;
    return url.href;
  }

  async drop(name: string): Promise<void> {
    await withClient(this.#url, (client) => client.query(`drop database bench_${name}`));
  }
}

const withClient = <T>(databaseUrl: string, use: (client: pg.Client) => Promise<T>) =>
  withPostgres({ dataDir: '', databaseUrl }, 'truetape-bench', use);

function say(phase: string): void {
  process.stderr.write(`bench: ${phase}\n`);
}

function linesOf(report: Report): readonly string[] {
  const { events, rates, together, rebuildSecondsPerMillion, rowsVerified } = report;
  const line = ({ projection, eventsPerSecond, bytesPerEvent }: Rate) =>
    `${projection.padEnd(18)}${eventsPerSecond.toLocaleString('en-US').padStart(9)} events/s  ${String(bytesPerEvent).padStart(5)} B/event`;
  return [
    `${events.toLocaleString('en-US')} events, each read model alone and all together, from the beginning of the log`,
    ...rates.map(line),
    line(together),
    '',
    `Rebuild of all: ${rebuildSecondsPerMillion} s per million events; ${rowsVerified.toLocaleString('en-US')} rows compared with the fold of the log, none differs`,
  ];
}
