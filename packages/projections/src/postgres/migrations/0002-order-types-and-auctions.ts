import type { Knex } from 'knex';

/**
 * What all order types and market states add to the rows. Only the log knows it of rows that are there already, so
 * the tables are emptied and the checkpoint goes: the projector builds them again from the beginning.
 */
export async function up(knex: Knex): Promise<void> {
  await empty(knex);
  for (const [table, columns] of Object.entries(COLUMNS)) {
    const added = Object.entries(columns).map(([name, type]) => `add column ${name} ${type}`);
    await knex.raw(`alter table truetape.${table} ${added.join(', ')}`);
  }
}

export async function down(knex: Knex): Promise<void> {
  await empty(knex);
  for (const [table, columns] of Object.entries(COLUMNS)) {
    const dropped = Object.keys(columns).map((name) => `drop column ${name}`);
    await knex.raw(`alter table truetape.${table} ${dropped.join(', ')}`);
  }
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

const COLUMNS = {
  instruments: {
    price_band: 'jsonb',
    starts_in: 'text not null',
    ruleset: 'bigint not null',
    auction_due_at: 'timestamptz',
    indicative_price: 'numeric',
    indicative_quantity: 'numeric',
  },
  orders: {
    stop_price: 'numeric',
    trailing_offset: 'numeric',
    quote_quantity: 'numeric',
    display_quantity: 'numeric',
    expires_at: 'timestamptz',
    partner_id: 'text',
    triggered_at: 'timestamptz',
  },
  trades: { auction: 'boolean not null' },
  holds: {
    money_left: 'numeric',
    due_at: 'timestamptz',
    partner_id: 'text',
    has_yielded: 'boolean not null',
  },
} as const;
