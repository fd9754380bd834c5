/** A view that is reckoned from tables, with its columns in words. */
export interface View {
  readonly name: string;
  /** What orders its rows: they are unique by it. */
  readonly key: readonly string[];
  readonly about: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly query: string;
}
