/** Collects conditions and the parameters they name. */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #texts: string[] = [];

  /** @param text a condition in which each `?` stands for the next of the values */
  add(text: string, ...values: readonly unknown[]): this {
    this.#texts.push(text.replace(/\?/g, () => this.parameter(values[this.#next++])));
    this.#next = 0;
    return this;
  }

  /** Adds the condition where the value is given. */
  addIf<T>(text: string, value: T | undefined): this {
    return value === undefined ? this : this.add(text, value);
  }

  parameter(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  get text(): string {
    return this.#texts.length === 0 ? 'true' : this.#texts.join(' and ');
  }

  #next = 0;
}
