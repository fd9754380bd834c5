import type { ClientBase } from 'pg';
import { analyticsAreCurrent, writeAnalytics } from '../analytics/write-analytics.ts';
import { openClient } from './client.ts';
import * as readModels from './migrations/0001-read-models.ts';
import * as orderTypesAndAuctions from './migrations/0002-order-types-and-auctions.ts';
import * as withdrawals from './migrations/0003-withdrawals.ts';
import * as statementsPositionsAndLimits from './migrations/0004-statements-positions-and-limits.ts';
import * as checkpointsOfTheirOwn from './migrations/0005-checkpoints-of-their-own.ts';
import * as eventsCandlesAndQuality from './migrations/0006-events-candles-and-quality.ts';
import * as listIndexes from './migrations/0007-list-indexes.ts';
import * as holdsByAccount from './migrations/0008-holds-by-account.ts';
import * as usersAndSecurity from './migrations/0009-users-and-security.ts';
import { makeMonths, monthsAreThere } from './months.ts';

/** Every migration by its name, in order. Names and order never change. */
export const MIGRATIONS = {
  '0001-read-models': readModels,
  '0002-order-types-and-auctions': orderTypesAndAuctions,
  '0003-withdrawals': withdrawals,
  '0004-statements-positions-and-limits': statementsPositionsAndLimits,
  '0005-checkpoints-of-their-own': checkpointsOfTheirOwn,
  '0006-events-candles-and-quality': eventsCandlesAndQuality,
  '0007-list-indexes': listIndexes,
  '0008-holds-by-account': holdsByAccount,
  '0009-users-and-security': usersAndSecurity,
} as const;

type MigrationName = keyof typeof MIGRATIONS;

/** Any number will do, as long as it stays the same. */
const ADVISORY_LOCK = 7_283_514;

/**
 * Brings the schema `truetape` up to date, and `analytics` with it. Several processes may call it at once; one that died half-way is no
 * obstacle.
 *
 * @throws Error as Postgres or knex gives it
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const guard = await openClient(databaseUrl);
  try {
    if (await isWhole(guard)) return;
    await guard.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await guard.query('create schema if not exists truetape');
    await migrateAlone(databaseUrl);
    await makeMonths(guard);
    await writeAnalytics(guard);
  } finally {
    // The lock goes with the connection.
    await guard.end();
  }
}

/** A few questions instead of loading knex, for every start but the first. */
async function isWhole(client: ClientBase): Promise<boolean> {
  return (
    (await isUpToDate(client)) &&
    (await monthsAreThere(client)) &&
    (await analyticsAreCurrent(client))
  );
}

async function isUpToDate(client: ClientBase): Promise<boolean> {
  const found = await client.query<{ there: boolean }>(
    `select to_regclass('truetape.knex_migrations') is not null as there`,
  );
  if (found.rows[0]?.there !== true) return false;
  const { rows } = await client.query<{ name: string }>(
    'select name from truetape.knex_migrations',
  );
  const done = new Set(rows.map(({ name }) => name));
  return Object.keys(MIGRATIONS).every((name) => done.has(name));
}

async function migrateAlone(databaseUrl: string): Promise<void> {
  const { default: createKnex } = await import('knex');
  const knex = createKnex({
    client: 'pg',
    connection: databaseUrl,
    pool: { min: 0, max: 1 },
    acquireConnectionTimeout: 10_000,
    // What goes wrong is thrown: whoever asked says it.
    log: { warn: () => undefined, error: () => undefined },
  });
  const config = {
    schemaName: 'truetape',
    migrationSource: {
      getMigrations: async () => Object.keys(MIGRATIONS) as MigrationName[],
      getMigrationName: (name: MigrationName) => name,
      getMigration: async (name: MigrationName) => MIGRATIONS[name],
    },
  };
  try {
    // Whoever left knex's own lock behind is dead: the living ones wait for the advisory lock.
    await knex.migrate.forceFreeMigrationsLock(config);
    await knex.migrate.latest(config);
  } finally {
    await knex.destroy();
  }
}
