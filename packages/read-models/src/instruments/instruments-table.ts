import type { Columns, TableOf } from '../framework/table.ts';

const columns = {
  symbol: 'text',
  base: 'text',
  quote: 'text',
  base_scale: 'bigint',
  quote_scale: 'bigint',
  tick: 'numeric',
  lot: 'numeric',
  min_quantity: 'numeric',
  max_quantity: 'numeric',
  min_notional: 'numeric',
  max_notional: 'numeric',
  /** Of the first tier, which everybody has. */
  maker_rate: 'numeric',
  taker_rate: 'numeric',
  fee_tiers: 'jsonb',
  protection_rate: 'numeric',
  reference_price: 'numeric?',
  self_trade_prevention: 'text',
  /** How far from where the market is somebody may trade. */
  price_band: 'jsonb?',
  /** What the market is when it is listed. */
  starts_in: 'text',
  calendar: 'text',
  /** The rules that it follows now. */
  ruleset: 'bigint',
  state: 'text',
  /** When the auction ends that is going on. */
  auction_due_at: 'timestamptz?',
  /** What it would do if it ended now; no price when nobody would trade. */
  indicative_price: 'numeric?',
  indicative_quantity: 'numeric?',
  listed_at: 'timestamptz',
} as const satisfies Columns;

/** Each market as its operators defined it, and the state it is in. */
export const instrumentsTable: TableOf<typeof columns> = {
  name: 'instruments',
  key: ['symbol'],
  columns,
  needs: 'every-row',
};
