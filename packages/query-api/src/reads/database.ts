import { failed, ok, type Result } from '@truetape/kernel';
import type { Logger } from '@truetape/observability';
import type pg from 'pg';

/** Why there is no answer: the database is away, not ready, or too slow. Never the client's fault. */
export type Unavailable = 'SERVICE_UNAVAILABLE';

/** Questions to the read models. Each is one statement, so each sees one snapshot. */
export interface Database {
  query<R>(text: string, values: readonly unknown[]): Promise<Result<readonly R[], Unavailable>>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Undefined while it is not known yet; it may change when the database starts again. */
  readonly url: () => string | undefined;
  readonly logger: Logger;
}

const CONNECTIONS_MAX = 8;
/** Questions waiting for a connection; further ones are refused at once. */
const WAITING_MAX = 256;
const CONNECT_MS_MAX = 1_000;
const STATEMENT_MS_MAX = 2_000;
/** For a server that says nothing any more; above the server's own limit, so that it is asked first. */
const SILENCE_MS_MAX = 3_000;
const WARNING_INTERVAL_MS = 5_000;

export function openDatabase({ url, logger }: DatabaseOptions): Database {
  let pool: { readonly url: string; readonly pg: Promise<pg.Pool> } | undefined;
  let warnedAtMs = Number.NEGATIVE_INFINITY;

  const unavailable = (reason: string) => {
    if (performance.now() - warnedAtMs > WARNING_INTERVAL_MS) {
      warnedAtMs = performance.now();
      logger.warn({ reason }, 'the read models cannot be asked');
    }
    return failed('SERVICE_UNAVAILABLE' as const);
  };

  const poolNow = (): Promise<pg.Pool> | undefined => {
    const now = url();
    if (pool !== undefined && pool.url !== now) {
      void end(pool.pg).catch(() => undefined);
      pool = undefined;
    }
    if (pool === undefined && now !== undefined) pool = { url: now, pg: openPool(now) };
    return pool?.pg;
  };

  return {
    query: async <R>(text: string, values: readonly unknown[]) => {
      const current = await poolNow();
      if (current === undefined) return unavailable('it is not known yet where they are');
      if (current.waitingCount >= WAITING_MAX) return unavailable('too many questions are waiting');
      try {
        const { rows } = await current.query({ text, values: [...values], types });
        return ok(rows as readonly R[]);
      } catch (error) {
        if (isOurMistake(error)) throw error;
        return unavailable((error as Error).message);
      }
    },
    close: async () => {
      const last = pool;
      pool = undefined;
      if (last !== undefined) await end(last.pg);
    },
  };
}

const end = async (pool: Promise<pg.Pool>) => (await pool).end();

/** Its client is loaded with the first question: whoever takes orders starts without it. */
async function openPool(url: string): Promise<pg.Pool> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'truetape-query-api',
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    statement_timeout: STATEMENT_MS_MAX,
    query_timeout: SILENCE_MS_MAX,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** SQLSTATE of what a correct statement can meet before a migration: no schema, no table, no column, no database. */
const NOT_READY = new Set(['3F000', '42P01', '42703', '3D000']);
/** Classes of SQLSTATE that tell of a wrong statement: data, syntax and access rules. */
const WRONG_STATEMENT = new Set(['22', '42']);

function isOurMistake(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || NOT_READY.has(code)) return false;
  return code.length === 5 && WRONG_STATEMENT.has(code.slice(0, 2));
}

const BIGINT = 20;

/** Counts become numbers, everything else stays the text that the statement makes of it. */
const types = {
  getTypeParser: ((oid: number) => (oid === BIGINT ? Number : (PLAIN[oid] ?? asText))) as never,
};

const asText = (text: string) => text;
const BOOLEAN = 16;
const PLAIN: Readonly<Record<number, (text: string) => unknown>> = {
  [BOOLEAN]: (text) => text === 't',
};
