import { EDGE_LIMITS } from '@truetape/edge';
import type { WebSocketLimits } from '@truetape/edge/web-socket';

/** Every bound of a trading session; `docs/sessions.md` says why each is what it is. */
export interface SessionLimits extends WebSocketLimits {
  /** Commands of one connection that are not answered yet, cancels left out. Each one of a batch counts. */
  readonly inFlightMax: number;
  /** The same for cancels, which count against this bound only. */
  readonly inFlightCancelsMax: number;
  readonly connectionsPerAccountMax: number;
  /** Frames in a row that are no request; the next one closes the connection. */
  readonly unreadableMax: number;
  /** The silence timer of an account is set again at least so often, where a connection asks for it. */
  readonly presenceMs: number;
  /** How often it is looked at whether what opened each session still counts. */
  readonly lookMs: number;
}

export const SESSION_LIMITS: SessionLimits = {
  messageBytesMax: EDGE_LIMITS.bodyBytesMax,
  inFlightMax: 1_000,
  inFlightCancelsMax: 2_000,
  connectionsPerAccountMax: 16,
  unreadableMax: 20,
  presenceMs: 5_000,
  lookMs: 500,
  waitingBytesMax: 4 * 1_048_576,
  waitingMsMax: 10_000,
  heartbeatMs: 5_000,
  closeMs: 1_000,
};
