import type { Knex } from 'knex';

/**
 * What analysts ask of markets and orders: events of orders, candles, tickers, the quality of markets, corrections, limits
 * that were reached, and what accounts did day by day. Only the log knows it of what was there before, so the tables are
 * emptied and the checkpoints go: the projector builds them again from the beginning.
 */
export async function up(knex: Knex): Promise<void> {
  await empty(knex);
  await makeAnalyst(knex);
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await empty(knex);
  await knex.raw('drop schema if exists analytics cascade');
  await knex.raw('drop function truetape.statistics(text, timestamptz)');
  await knex.raw('drop index truetape.results_by_day');
  for (const table of ADDED) await knex.raw(`drop table truetape.${table}`);
  await knex.raw('drop function truetape.make_months(regclass, date, date)');
}

async function empty(knex: Knex): Promise<void> {
  await knex.raw(`truncate ${TABLES.map((table) => `truetape.${table}`).join(', ')}`);
}

/**
 * Who reads what the views of `analytics` show. A role is of the whole server: another database may make it at the same time, and
 * it stays when this one goes.
 */
async function makeAnalyst(knex: Knex): Promise<void> {
  try {
    await knex.raw(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'truetape_analyst') then
          create role truetape_analyst nologin;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`);
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code !== INSUFFICIENT_PRIVILEGE) throw error;
    const line =
      'The role truetape_analyst is missing and may not be created: have an administrator run "create role truetape_analyst nologin".';
    throw Object.assign(new Error(line), { code });
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';

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
  'entries',
  'positions',
  'strategy_positions',
  'results',
  'marks',
  'day_marks',
  'limits',
  'interests',
] as const;

const ADDED = [
  'order_events',
  'candles',
  'tickers',
  'market_quality',
  'corrections',
  'risk_events',
  'account_activity',
] as const;

/**
 * Months of a table that is partitioned by a time, as tables of their own behind its name; and one for what is in none of
 * them, so that nothing is ever refused. A month that is there already stays as it is, and one that has rows in the latter
 * stays there.
 */
const MAKE_MONTHS = `
  create function truetape.make_months(parent regclass, first_month date, last_month date)
  returns void language plpgsql as $$
  declare
    schema_name text;
    table_name text;
    month date := date_trunc('month', first_month)::date;
  begin
    select n.nspname, c.relname into schema_name, table_name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = parent;
    execute format('create table if not exists %I.%I partition of %s default',
      schema_name, table_name || '_other', parent);
    while month <= last_month loop
      begin
        execute format('create table if not exists %I.%I partition of %s for values from (%L) to (%L)',
          schema_name, table_name || to_char(month, '_YYYY_MM'), parent,
          month::text || ' 00:00+00', (month + interval '1 month')::date::text || ' 00:00+00');
      exception when check_violation then null;
      end;
      month := month + interval '1 month';
    end loop;
  end $$`;

/**
 * The trades of a market in the 24 hours up to a moment, that moment included and the one 24 hours before it not. Hours and
 * minutes that lie wholly in between are read as candles, the rest trade by trade: the sums are exact, and cost the same for a
 * market with millions of trades a day. One row; without trades its counts are 0 and its prices null.
 */
const STATISTICS = `
  create function truetape.statistics(asked_symbol text, asked_at timestamptz)
  returns table (
    from_at timestamptz, to_at timestamptz,
    open numeric, high numeric, low numeric, last numeric, change numeric,
    volume numeric, notional numeric, trades bigint, first_trade bigint, last_trade bigint
  ) language sql stable set timezone = 'UTC' as $$
  with bounds as (
    select asked_at - interval '24 hours' as after_at, asked_at as until_at,
      date_trunc('minute', asked_at - interval '24 hours') + interval '1 minute' as first_minute,
      date_trunc('minute', asked_at) as last_minute,
      date_trunc('hour', asked_at - interval '24 hours') + interval '1 hour' as first_hour,
      date_trunc('hour', asked_at) as last_hour
  ), parts as (
    select c.open, c.high, c.low, c.close, c.volume, c.notional, c.trades, c.first_trade, c.last_trade
      from bounds, truetape.candles c
      where c.symbol = asked_symbol and c.interval = '1h'
        and c.opened_at >= first_hour and c.opened_at < last_hour
    union all
    select c.open, c.high, c.low, c.close, c.volume, c.notional, c.trades, c.first_trade, c.last_trade
      from bounds, truetape.candles c
      where c.symbol = asked_symbol and c.interval = '1m'
        and c.opened_at >= first_minute and c.opened_at < first_hour
    union all
    select c.open, c.high, c.low, c.close, c.volume, c.notional, c.trades, c.first_trade, c.last_trade
      from bounds, truetape.candles c
      where c.symbol = asked_symbol and c.interval = '1m'
        and c.opened_at >= last_hour and c.opened_at < last_minute
    union all
    select t.price, t.price, t.price, t.price, t.quantity, t.price * t.quantity, 1,
        t.trade_number, t.trade_number
      from bounds, truetape.trades t
      where t.symbol = asked_symbol and t.at > after_at and t.at < first_minute
    union all
    select t.price, t.price, t.price, t.price, t.quantity, t.price * t.quantity, 1,
        t.trade_number, t.trade_number
      from bounds, truetape.trades t
      where t.symbol = asked_symbol and t.at >= last_minute and t.at <= until_at
  ), summed as (
    select
      (array_agg(parts.open order by parts.first_trade))[1] as open,
      max(parts.high) as high, min(parts.low) as low,
      (array_agg(parts.close order by parts.last_trade desc))[1] as last,
      coalesce(sum(parts.volume), 0) as volume, coalesce(sum(parts.notional), 0) as notional,
      coalesce(sum(parts.trades), 0)::bigint as trades,
      min(parts.first_trade) as first_trade, max(parts.last_trade) as last_trade
    from parts
  )
  select after_at, until_at, summed.open, summed.high, summed.low, summed.last,
    trim_scale(summed.last - summed.open), trim_scale(summed.volume), trim_scale(summed.notional),
    summed.trades, summed.first_trade, summed.last_trade
  from bounds, summed $$`;

const STATEMENTS = [
  MAKE_MONTHS,
  `create table truetape.order_events (
    order_id text not null,
    position bigint not null,
    recorded_at timestamptz not null,
    account_id text not null,
    symbol text not null,
    type text not null,
    at timestamptz not null,
    stream text not null,
    revision bigint not null,
    cause_stream text,
    cause_revision bigint,
    price numeric,
    quantity numeric,
    remaining numeric,
    trade_number bigint,
    reason text,
    primary key (order_id, position, recorded_at)
  ) partition by range (recorded_at)`,
  // What happened in a while: rows lie in the order of their times, so a few pages tell where.
  `create index order_events_by_time on truetape.order_events using brin (recorded_at)`,
  // No log is older than this. Later months are made by whoever migrates.
  `select truetape.make_months('truetape.order_events', '2026-11-01',
    greatest(now()::date, '2026-11-01'::date) + 365)`,
  `create table truetape.candles (
    symbol text not null,
    interval text not null,
    opened_at timestamptz not null,
    open numeric not null,
    high numeric not null,
    low numeric not null,
    close numeric not null,
    volume numeric not null,
    notional numeric not null,
    trades bigint not null,
    first_trade bigint not null,
    last_trade bigint not null,
    state text not null,
    primary key (symbol, interval, opened_at)
  ) with (fillfactor = 85)`,
  `create index candles_forming on truetape.candles (symbol) where state = 'forming'`,
  // What all accounts did on a day.
  `create index results_by_day on truetape.results (day, symbol)`,
  STATISTICS,
  `create table truetape.tickers (
    symbol text primary key,
    market_revision bigint not null,
    at timestamptz not null,
    state text not null,
    bid numeric,
    bid_quantity numeric,
    ask numeric,
    ask_quantity numeric,
    last numeric,
    last_quantity numeric,
    last_side text,
    last_trade bigint,
    last_at timestamptz
  ) with (fillfactor = 50)`,
  `create table truetape.market_quality (
    symbol text not null,
    opened_at timestamptz not null,
    accepted bigint not null,
    rejected bigint not null,
    replaced bigint not null,
    cancelled bigint not null,
    expired bigint not null,
    filled bigint not null,
    trades bigint not null,
    buy_volume numeric not null,
    sell_volume numeric not null,
    auction_volume numeric not null,
    buy_notional numeric not null,
    sell_notional numeric not null,
    auction_notional numeric not null,
    samples bigint not null,
    spread_sum numeric not null,
    mid_sum numeric not null,
    bid_quantity_sum numeric not null,
    ask_quantity_sum numeric not null,
    bid_depth_sum numeric not null,
    ask_depth_sum numeric not null,
    moves_squared numeric not null,
    sampled_at timestamptz,
    sampled_mid numeric,
    state text not null,
    primary key (symbol, opened_at)
  ) with (fillfactor = 50)`,
  `create index market_quality_forming on truetape.market_quality (symbol)
    where state = 'forming'`,
  `create table truetape.corrections (
    proposal_revision bigint primary key,
    kind text not null,
    account_id text,
    asset text,
    amount numeric,
    symbol text,
    trade_number bigint,
    price numeric,
    reason text not null,
    legs jsonb not null,
    status text not null,
    proposed_by text,
    proposed_at timestamptz not null,
    decision_revision bigint,
    decided_by text,
    decided_at timestamptz,
    rejected_because text
  )`,
  `create index corrections_of_trades on truetape.corrections (symbol, trade_number)
    where status = 'approved'`,
  `create index corrections_undecided on truetape.corrections (proposal_revision)
    where status = 'proposed'`,
  `create table truetape.risk_events (
    account_id text not null,
    revision bigint not null,
    type text not null,
    scope text not null,
    measure text not null,
    asset text,
    symbol text,
    value numeric not null,
    limit_value numeric not null,
    percent bigint,
    cause_stream text,
    cause_revision bigint,
    at timestamptz not null,
    recorded_at timestamptz not null,
    primary key (account_id, revision)
  )`,
  `create index risk_events_by_time on truetape.risk_events (at)`,
  `create table truetape.account_activity (
    account_id text not null,
    day text not null,
    orders bigint not null,
    cancel_requests bigint not null,
    replace_requests bigint not null,
    mass_cancels bigint not null,
    denials bigint not null,
    maker_fills bigint not null,
    taker_fills bigint not null,
    cancelled bigint not null,
    rejected bigint not null,
    expired bigint not null,
    deposits bigint not null,
    withdrawals bigint not null,
    transfers_sent bigint not null,
    transfers_received bigint not null,
    corrections bigint not null,
    state text not null,
    primary key (account_id, day)
  ) with (fillfactor = 50)`,
  `create index account_activity_forming on truetape.account_activity (account_id)
    where state = 'forming'`,
  `create index account_activity_by_day on truetape.account_activity (day)`,
] as const;
