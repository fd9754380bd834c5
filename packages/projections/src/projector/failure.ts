/** Why a projector, or one of its read models, ended by itself. One clear line, and the position where there is one. */
export interface ProjectorFailure {
  readonly code: ProjectorFailureCode;
  readonly message: string;
  readonly position?: number;
}

export type ProjectorFailureCode =
  /** The checkpoint moved without this projector: another one is alive, and this one stops. */
  | 'SECOND_PROJECTOR'
  /** The read models were made from another log, or from another past of this one. */
  | 'LOG_MISMATCH'
  /** The log cannot be read on. */
  | 'LOG_CORRUPT'
  /** An event cannot be read or contradicts what came before. Everything before its input is applied. */
  | 'POISONED_EVENT'
  /** Rows were changed by somebody else. `truetape projections rebuild` makes them from the log. */
  | 'ROWS_CORRUPT'
  /** Postgres refuses in a way that waiting does not help. */
  | 'DATABASE';
