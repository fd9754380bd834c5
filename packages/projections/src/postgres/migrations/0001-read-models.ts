import type { Knex } from 'knex';

/** The first read models. A migration is history: it is never edited, the next change is the next file. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  for (const table of TABLES) await knex.raw(`drop table if exists truetape.${table}`);
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

const STATEMENTS = [
  `create table truetape.checkpoints (
    projection text primary key,
    log_id text not null,
    position bigint not null,
    hash text,
    updated_at timestamptz not null default now()
  )`,
  `create table truetape.instruments (
    symbol text primary key,
    base text not null,
    quote text not null,
    base_scale bigint not null,
    quote_scale bigint not null,
    tick numeric not null,
    lot numeric not null,
    min_quantity numeric not null,
    max_quantity numeric not null,
    min_notional numeric not null,
    max_notional numeric not null,
    maker_rate numeric not null,
    taker_rate numeric not null,
    fee_tiers jsonb not null,
    protection_rate numeric not null,
    reference_price numeric,
    self_trade_prevention text not null,
    calendar text not null,
    state text not null,
    listed_at timestamptz not null
  )`,
  `create table truetape.orders (
    order_id text primary key,
    account_id text not null,
    placed_revision bigint not null,
    client_order_id text not null,
    symbol text not null,
    side text not null,
    type text not null,
    time_in_force text not null,
    post_only boolean not null,
    self_trade_prevention text not null,
    price numeric,
    quantity numeric not null,
    filled numeric not null,
    remaining numeric not null,
    status text not null,
    reason text,
    order_number bigint,
    received_at timestamptz not null,
    decided_at timestamptz not null,
    recorded_at timestamptz not null,
    matched_at timestamptz
  ) with (fillfactor = 85)`,
  // The pages of an account's list, newest first; whole, of one market, and of what is not finished yet.
  `create unique index orders_by_account on truetape.orders (account_id, placed_revision)`,
  `create index orders_by_symbol on truetape.orders (account_id, symbol, placed_revision)`,
  `create index orders_unfinished on truetape.orders (account_id, placed_revision)
    where status in ('pending', 'open')`,
  `create index orders_by_client_order_id on truetape.orders (account_id, client_order_id)`,
  `create table truetape.fills (
    symbol text not null,
    trade_number bigint not null,
    order_id text not null,
    account_id text not null,
    account_revision bigint not null,
    leg bigint not null,
    market_revision bigint not null,
    side text not null,
    liquidity text not null,
    price numeric not null,
    quantity numeric not null,
    notional numeric not null,
    fee numeric not null,
    fee_asset text not null,
    at timestamptz not null,
    recorded_at timestamptz not null,
    primary key (symbol, trade_number, order_id)
  )`,
  `create unique index fills_by_account on truetape.fills (account_id, account_revision, leg)`,
  `create index fills_by_order on truetape.fills (order_id, account_revision, leg)`,
  `create table truetape.trades (
    symbol text not null,
    trade_number bigint not null,
    market_revision bigint not null,
    price numeric not null,
    quantity numeric not null,
    taker_side text not null,
    maker_order_id text not null,
    taker_order_id text not null,
    at timestamptz not null,
    recorded_at timestamptz not null,
    primary key (symbol, trade_number)
  )`,
  `create table truetape.accounts (
    account_id text primary key,
    owner_group text not null,
    opened_at timestamptz not null
  )`,
  `create table truetape.balances (
    account_id text not null,
    asset text not null,
    total numeric not null,
    held numeric not null,
    primary key (account_id, asset)
  ) with (fillfactor = 50)`,
  `create table truetape.holds (
    order_id text primary key,
    account_id text not null,
    asset text not null,
    amount numeric not null,
    symbol text not null,
    side text not null,
    limit_price numeric not null,
    quantity numeric not null,
    filled numeric not null,
    maker_rate numeric not null,
    taker_rate numeric not null,
    fee_accrual numeric not null,
    fee_charged numeric not null,
    pending jsonb not null,
    asked jsonb not null
  ) with (fillfactor = 85)`,
] as const;
