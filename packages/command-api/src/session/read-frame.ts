import {
  type SessionBatchItem,
  type SessionRequest,
  sessionBatchItem,
  sessionFrame,
  sessionRequest,
} from '@truetape/contracts';
import { type RequestFailure, validate } from '@truetape/edge';
import { failed, type Result } from '@truetape/kernel';

export interface Frame {
  /** Undefined where it could not be read; then the request could not either. */
  readonly id: string | undefined;
  readonly request: Result<SessionRequest, RequestFailure>;
}

/** @param message as the edge has read it */
export function readFrame(message: Result<unknown, RequestFailure>): Frame {
  if (!message.ok) return { id: undefined, request: message };
  const named = validate(sessionFrame, message.value);
  if (!named.ok) return { id: undefined, request: named };
  const { id: _, ...request } = message.value as object & { readonly id: unknown };
  return { id: named.value.id, request: asHttpNames(validate(sessionRequest, request)) };
}

/** One request of a batch. */
export function readBatchItem(value: unknown): Result<SessionBatchItem, RequestFailure> {
  return asHttpNames(validate(sessionBatchItem, value));
}

const UNDER_ORDER = 'order.';

/** Fields are named as they are where the order is the whole body, so that a client needs one table for both. */
function asHttpNames<T>(read: Result<T, RequestFailure>): Result<T, RequestFailure> {
  if (read.ok || read.failure.field?.startsWith(UNDER_ORDER) !== true) return read;
  return failed({ ...read.failure, field: read.failure.field.slice(UNDER_ORDER.length) });
}
