import type { Knex } from 'knex';

/**
 * What accounts may do, and their withdrawals. Only the log knows it of accounts that are there already, so the tables
 * are emptied and the checkpoint goes: the projector builds them again from the beginning.
 */
export async function up(knex: Knex): Promise<void> {
  await empty(knex);
  await knex.raw(`alter table truetape.accounts
    add column status text not null, add column is_killed boolean not null`);
  await knex.raw(`create table truetape.withdrawals (
    withdrawal_id text primary key,
    account_id text not null,
    asset text not null,
    amount numeric not null,
    reference text not null,
    status text not null,
    reason text,
    requested_at timestamptz not null,
    decided_at timestamptz
  )`);
  // The list of an account, newest first, and what waits for a decision.
  await knex.raw(`create index withdrawals_by_account
    on truetape.withdrawals (account_id, requested_at)`);
  await knex.raw(`create index withdrawals_pending
    on truetape.withdrawals (requested_at) where status = 'pending'`);
}

export async function down(knex: Knex): Promise<void> {
  await empty(knex);
  await knex.raw('drop table truetape.withdrawals');
  await knex.raw('alter table truetape.accounts drop column status, drop column is_killed');
}

async function empty(knex: Knex): Promise<void> {
  await knex.raw(`truncate ${TABLES.map((table) => `truetape.${table}`).join(', ')}`);
}

const TABLES = [
  'checkpoints',
  'instruments',
  'orders',
  'fills',
  'trades',
  'accounts',
  'balances',
  'holds',
] as const;
