import type { Knex } from 'knex';

/**
 * Lists that show the newest first are in the order of their times: each filter has an index that ends in the place of a row, so that
 * a page is read from where it begins to where it ends, and a time is found as a page is.
 */
export async function up(knex: Knex): Promise<void> {
  for (const name of BEFORE) await knex.raw(`drop index if exists truetape.${name}`);
  for (const [name, on] of Object.entries(INDEXES)) {
    await knex.raw(`create index ${name} on truetape.${on}`);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const name of Object.keys(INDEXES)) await knex.raw(`drop index truetape.${name}`);
  for (const statement of RESTORED) await knex.raw(statement);
}

const BEFORE = [
  'orders_by_account',
  'orders_by_symbol',
  'orders_unfinished',
  'fills_by_account',
  'fills_by_order',
  'entries_by_asset',
  'entries_by_time',
  'withdrawals_by_account',
] as const;

const INDEXES = {
  orders_by_account: 'orders (account_id, decided_at, placed_revision)',
  orders_by_symbol: 'orders (account_id, symbol, decided_at, placed_revision)',
  orders_unfinished: `orders (account_id, decided_at, placed_revision)
    where status in ('pending', 'open')`,
  // An order enters it once, when it is over.
  orders_finished: `orders (account_id, status, decided_at, placed_revision)
    where status in ('filled', 'cancelled', 'rejected', 'expired')`,
  fills_by_account: 'fills (account_id, at, account_revision, leg)',
  fills_by_symbol: 'fills (account_id, symbol, at, account_revision, leg)',
  fills_by_order: 'fills (order_id, at, account_revision, leg)',
  entries_by_time: 'entries (account_id, at, account_revision, line)',
  entries_by_asset: 'entries (account_id, asset, at, account_revision, line)',
  trades_by_time: 'trades (symbol, at, trade_number)',
  withdrawals_by_account: `withdrawals
    (account_id, requested_at, (split_part(withdrawal_id, '.', 2)::bigint))`,
} as const;

const RESTORED = [
  'create unique index orders_by_account on truetape.orders (account_id, placed_revision)',
  'create index orders_by_symbol on truetape.orders (account_id, symbol, placed_revision)',
  `create index orders_unfinished on truetape.orders (account_id, placed_revision)
    where status in ('pending', 'open')`,
  'create unique index fills_by_account on truetape.fills (account_id, account_revision, leg)',
  'create index fills_by_order on truetape.fills (order_id, account_revision, leg)',
  'create index entries_by_asset on truetape.entries (account_id, asset, account_revision, line)',
  'create index entries_by_time on truetape.entries (account_id, at, account_revision)',
  'create index withdrawals_by_account on truetape.withdrawals (account_id, requested_at)',
] as const;
