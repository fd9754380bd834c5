import type { Json } from '@truetape/read-models';

/** The first place where the rows are not what the log says. */
export interface Difference {
  readonly table: string;
  readonly key: string;
  /** Absent when the whole row is missing or too much. */
  readonly column?: string;
  /** From the fold; null where the fold has no such row or an empty cell. */
  readonly want: Json;
  readonly have: Json;
}
