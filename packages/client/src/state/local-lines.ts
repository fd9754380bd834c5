/** What has a name and is told whole each time: orders, balances, trades. The newest of a name counts. */
export class LocalLines<Line> {
  readonly #byName = new Map<string, Line>();
  readonly #rules: LineRules<Line>;

  constructor(rules: LineRules<Line>) {
    this.#rules = rules;
  }

  /** In the order in which they first came. */
  all(): Line[] {
    return [...this.#byName.values()];
  }

  get(name: string): Line | undefined {
    return this.#byName.get(name);
  }

  snapshot(message: object): void {
    this.#byName.clear();
    this.delta(message);
  }

  delta(message: object): boolean {
    const { field, nameOf, isOver, linesMax } = this.#rules;
    for (const line of (message as Readonly<Record<string, readonly Line[]>>)[field] ?? []) {
      if (isOver?.(line)) this.#byName.delete(nameOf(line));
      else this.#byName.set(nameOf(line), line);
    }
    for (const name of this.#byName.keys()) {
      if (this.#byName.size <= linesMax) break;
      this.#byName.delete(name);
    }
    return true;
  }

  async matches(): Promise<boolean> {
    return true;
  }
}

export interface LineRules<Line> {
  /** Where they stand in messages. */
  readonly field: string;
  readonly nameOf: (line: Line) => string;
  /** It was told for the last time. */
  readonly isOver?: (line: Line) => boolean;
  /** Of more than these the oldest are forgotten. */
  readonly linesMax: number;
}
