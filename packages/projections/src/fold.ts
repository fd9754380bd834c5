/** The pure side of the read models: no input, no output, no clock. */
export { Changes, type RowSink } from './framework/changes.ts';
export { type CombinedFold, combineFolds } from './framework/combined-fold.ts';
export { type LogEvent, PoisonedEventError, readEvent } from './framework/log-event.ts';
export { OpenInputs } from './framework/open-inputs.ts';
export type { Fold, ReadModel } from './framework/read-model.ts';
export { type Columns, isNeeded, keyOf, type Row, type Table } from './framework/table.ts';
export { READ_MODELS, TABLES } from './read-models.ts';
