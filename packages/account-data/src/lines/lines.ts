/** Lines by key, in the order in which they came, and which of them are other ones than they were. */
export class Lines<Line extends object> {
  readonly #lines = new Map<string, Line>();
  #changed = new Map<string, Line>();

  put(key: string, line: Line): void {
    const before = this.#lines.get(key);
    if (before !== undefined && isSame(before, line)) return;
    this.#lines.set(key, line);
    this.#changed.set(key, line);
  }

  /** It is shown once more as it is now, and then no more. */
  end(key: string, line: Line): void {
    this.#lines.delete(key);
    this.#changed.set(key, line);
  }

  /** Those that have changed since the last time; undefined for none. */
  take(): Line[] | undefined {
    if (this.#changed.size === 0) return undefined;
    const changed = [...this.#changed.values()];
    this.#changed = new Map();
    return changed;
  }

  /** By key. */
  sorted(): Line[] {
    const entries = [...this.#lines].sort(([one], [other]) => (one < other ? -1 : 1));
    return entries.map(([, line]) => line);
  }

  all(): Line[] {
    return [...this.#lines.values()];
  }
}

/** Of the same fields, each of which is the same. */
function isSame(one: object, other: object): boolean {
  const fields = Object.keys(one) as (keyof typeof one)[];
  if (fields.length !== Object.keys(other).length) return false;
  return fields.every((field) => {
    if (one[field] === other[field]) return true;
    return (
      typeof one[field] === 'object' && JSON.stringify(one[field]) === JSON.stringify(other[field])
    );
  });
}
