/** A projector without its Postgres: for whoever brings a row store of their own. */
export { DatabaseError } from './postgres/database-error.ts';
export { runSession, type SessionOptions } from './projector/session.ts';
export type { SessionEnd } from './projector/session-end.ts';
export type { Batch, Checkpoint, RowStore, StoredModel, Written } from './row-store.ts';
