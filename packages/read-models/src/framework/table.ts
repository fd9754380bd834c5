/** How a column is stored; `?` allows null. */
export type ColumnType = BareType | `${BareType}?`;
type BareType = 'text' | 'numeric' | 'bigint' | 'boolean' | 'timestamptz' | 'jsonb';

export type Columns = Readonly<Record<string, ColumnType>>;

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A row in its one canonical form: amounts and times as the wire writes them, counts as safe integers. */
export type RowOf<C extends Columns> = { readonly [Name in keyof C]: CellOf<C[Name]> };
export type Row = Readonly<Record<string, Json>>;

interface Cells {
  readonly text: string;
  readonly numeric: string;
  readonly bigint: number;
  readonly boolean: boolean;
  readonly timestamptz: string;
  readonly jsonb: Json;
}

type CellOf<Type extends ColumnType> = Type extends `${infer Bare extends BareType}?`
  ? Cells[Bare] | null
  : Type extends BareType
    ? Cells[Type]
    : never;

export interface Table {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: Columns;
  readonly needs: Needs;
  /** A row may be put again although no fold needs it: it takes the place of the one before. */
  readonly replaces?: true;
  /** Rows may go as well as come. For tables with one key column. */
  readonly removes?: true;
}

/** A table whose columns the compiler knows. */
export interface TableOf<C extends Columns> extends Table {
  readonly key: readonly (keyof C & string)[];
  readonly columns: C;
}

/** The rows that a fold reads again when it goes on after a restart; it never changes any other row. */
export type Needs =
  | 'every-row'
  | 'no-row'
  | { readonly column: string; readonly values: readonly string[] };

export function isNeeded({ needs }: Table, row: Row): boolean {
  if (needs === 'every-row') return true;
  if (needs === 'no-row') return false;
  return needs.values.includes(String(row[needs.column]));
}

/** The key of a row as one text. No key column may hold a space. */
export function keyOf({ key }: Table, row: Row): string {
  return key.length === 1 ? String(row[key[0] as string]) : key.map((name) => row[name]).join(' ');
}
