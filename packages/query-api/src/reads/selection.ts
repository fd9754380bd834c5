import type { Place } from '@truetape/contracts';

/** Gives the place in a statement that stands for a value. */
export type Parameter = (value: unknown) => string;

/** The parameters of one statement, numbered from 1. */
export function parameters() {
  const values: unknown[] = [];
  const parameter: Parameter = (value) => {
    values.push(value);
    return `$${values.length}`;
  };
  return { values, parameter };
}

/** Conditions that are asked for; false stands for one that is not. */
export function allOf(...conditions: readonly (string | false)[]): string {
  return conditions.filter((condition) => condition !== false).join(' and ');
}

/** From a moment on, and before another one. */
export interface During {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export function during(column: string, { from, to }: During, parameter: Parameter): string {
  return allOf(
    'true',
    from !== undefined && `${column} >= ${parameter(from)}`,
    to !== undefined && `${column} < ${parameter(to)}`,
  );
}

/**
 * A list that shows the newest first. Its columns never change once they are in a row, and no two rows have the same: so
 * whatever happens between two pages, the second one begins right behind the first.
 *
 * @param columns the time of a row, then what tells those of one moment apart
 */
export function newestFirst(...columns: readonly string[]) {
  return {
    order: columns.map((column) => `${column} desc`).join(', '),
    /** What stands behind a place; all where there is none. */
    behind: (place: Place | undefined, parameter: Parameter) =>
      place !== undefined && `(${columns.join(', ')}) < (${place.map(parameter).join(', ')})`,
  };
}

/** The cursor of a place, as the contract reads it. */
export const cursorAt = (...[at, ...numbers]: Place): string =>
  [Date.parse(at), ...numbers].join('.');
