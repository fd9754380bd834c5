/** The read models as pure folds: no input, no output, no clock. */
export { Changes, type RowSink } from './framework/changes.ts';
export {
  type CombinedFold,
  CorruptRowsError,
  combineFolds,
  combineParts,
} from './framework/combined-fold.ts';
export { FinishedRows } from './framework/finished-rows.ts';
export { type LogEvent, PoisonedEventError, readEvent } from './framework/log-event.ts';
export { OpenInputs } from './framework/open-inputs.ts';
export type { Fold, ReadModel } from './framework/read-model.ts';
export {
  type Columns,
  type ColumnType,
  isNeeded,
  type Json,
  keyOf,
  type Needs,
  type Row,
  type Table,
  type TableOf,
} from './framework/table.ts';
export { modelsNamed, READ_MODELS, TABLES, tablesOf } from './read-models.ts';
