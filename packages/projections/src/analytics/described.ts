import type { Columns, Table, TableOf } from '@truetape/read-models';

/** A table in words, for whoever reads it without the program: in Postgres, in the docs, in exports. */
export interface Described {
  readonly table: Table;
  readonly about: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Columns with personal data, sealed: analysts have no use for them, and no view shows them. */
  readonly sealed: readonly string[];
}

/** The compiler sees to it that no column is without words. */
export const described = <C extends Columns>(
  table: TableOf<C>,
  about: string,
  columns: { readonly [Name in keyof C]: string },
  sealed: readonly (keyof C & string)[] = [],
): Described => ({ table, about, columns, sealed });

/** What the same column says wherever it stands. */
export const COMMON = {
  account: 'The account.',
  symbol: 'The market, as BASE-QUOTE.',
  orderId: 'The order: its account, and the revision of its OrderPlaced there.',
  tradeNumber: 'The trade: counted by its market from 1.',
  at: 'When it happened, by the clock of whoever wrote it; the time of the market for what a market says.',
  recordedAt: 'When the log recorded it.',
  side: 'buy or sell.',
  day: 'The day, in UTC, as YYYY-MM-DD.',
} as const;
