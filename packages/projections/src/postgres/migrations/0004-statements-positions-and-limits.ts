import type { Knex } from 'knex';

/**
 * What accounts may be asked besides their balances: statement, positions, results, limits; and the strategy of orders.
 * Only the log knows it of what was there before, so the tables are emptied and the checkpoint goes: the projector
 * builds them again from the beginning.
 */
export async function up(knex: Knex): Promise<void> {
  await empty(knex);
  await knex.raw('alter table truetape.orders add column strategy text');
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await empty(knex);
  await knex.raw('alter table truetape.orders drop column strategy');
  await knex.raw('drop index truetape.accounts_by_owner_group');
  for (const table of ADDED) await knex.raw(`drop table truetape.${table}`);
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
  'withdrawals',
  'holds',
] as const;

const ADDED = [
  'entries',
  'positions',
  'strategy_positions',
  'results',
  'marks',
  'day_marks',
  'limits',
  'interests',
] as const;

const STATEMENTS = [
  `create table truetape.entries (
    account_id text not null,
    account_revision bigint not null,
    line bigint not null,
    at timestamptz not null,
    type text not null,
    asset text not null,
    amount numeric not null,
    balance numeric not null,
    against text not null,
    order_id text,
    symbol text,
    trade_number bigint,
    side text,
    withdrawal_id text,
    counterparty text,
    reference text,
    correction_revision bigint,
    primary key (account_id, account_revision, line)
  )`,
  // A statement of one asset, and where a time begins in it.
  `create index entries_by_asset
    on truetape.entries (account_id, asset, account_revision, line)`,
  `create index entries_by_time on truetape.entries (account_id, at, account_revision)`,
  `create table truetape.positions (
    account_id text not null,
    symbol text not null,
    quantity numeric not null,
    cost numeric not null,
    average_price numeric,
    realised numeric not null,
    fees numeric not null,
    day text not null,
    quantity_before numeric not null,
    cost_before numeric not null,
    realised_today numeric not null,
    fees_today numeric not null,
    notional_today numeric not null,
    primary key (account_id, symbol)
  ) with (fillfactor = 50)`,
  `create table truetape.strategy_positions (
    account_id text not null,
    symbol text not null,
    strategy text not null,
    quantity numeric not null,
    cost numeric not null,
    average_price numeric,
    realised numeric not null,
    fees numeric not null,
    primary key (account_id, symbol, strategy)
  ) with (fillfactor = 50)`,
  `create table truetape.results (
    account_id text not null,
    symbol text not null,
    day text not null,
    realised numeric not null,
    fees numeric not null,
    notional numeric not null,
    counts_until text not null,
    quantity numeric not null,
    cost numeric not null,
    primary key (account_id, symbol, day)
  )`,
  `create table truetape.marks (
    symbol text not null,
    day text not null,
    price numeric not null,
    at timestamptz not null,
    primary key (symbol, day)
  )`,
  `create table truetape.day_marks (
    symbol text not null,
    day text not null,
    price numeric not null,
    source text not null,
    at timestamptz not null,
    primary key (symbol, day)
  )`,
  `create table truetape.limits (
    account_id text not null,
    scope text not null,
    limits jsonb not null,
    primary key (account_id, scope)
  )`,
  `create table truetape.interests (
    account_id text not null,
    symbol text not null,
    to_buy numeric not null,
    to_sell numeric not null,
    notional numeric not null,
    money numeric not null,
    primary key (account_id, symbol)
  ) with (fillfactor = 50)`,
  // The accounts whose limits bind them together.
  `create index accounts_by_owner_group on truetape.accounts (owner_group)`,
] as const;
