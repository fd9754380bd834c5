/** The parameters of one statement: `parameter(value)` gives the place that stands for it. */
export function parameters() {
  const values: unknown[] = [];
  const parameter = (value: unknown) => {
    values.push(value);
    return `$${values.length}`;
  };
  return { values, parameter };
}

/** Conditions that are asked for; false stands for one that is not. */
export function allOf(...conditions: readonly (string | false)[]): string {
  return conditions.filter((condition) => condition !== false).join(' and ');
}
