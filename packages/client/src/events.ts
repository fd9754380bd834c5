import type { ControlMessage, Subscription } from '@truetape/contracts';

/**
 * Why what a client held of a feed could not be gone on with: a message before this one is missing; a message contradicts
 * what is there; or the server's checksum or digest is of another book. A snapshot is on its way.
 */
export type ResyncReason = 'gap' | 'contradiction' | 'checksum' | 'digest';

type Refusal = Extract<ControlMessage, { readonly type: 'error' }>;

/** What happens to a client and to its feeds. Nothing is mended in silence. */
export type ClientEvent =
  /** The feeds are asked for there: `logId` names the log that sequences are of. */
  | { readonly type: 'connected'; readonly address: string; readonly logId: string }
  /** The client tries the next address. `reason` is what the server said, or what was noticed here. */
  | { readonly type: 'disconnected'; readonly address: string; readonly reason: string }
  | { readonly type: 'authenticated'; readonly userId: string }
  /** The feed goes on where it was; nothing was missed. */
  | { readonly type: 'resumed'; readonly subscription: Subscription; readonly sequence: number }
  /** The feed begins again: what came between is not told one by one. */
  | { readonly type: 'snapshot'; readonly subscription: Subscription; readonly sequence: number }
  | {
      readonly type: 'resync';
      readonly subscription: Subscription;
      readonly reason: ResyncReason;
      /** What the feed had, and what the message said that did not fit. */
      readonly have: number;
      readonly got: number;
    }
  /** What the server says of its book could not be compared with this one. */
  | { readonly type: 'unchecked'; readonly subscription: Subscription; readonly reason: string }
  /** It will be asked again, when `isOver` is false. */
  | {
      readonly type: 'refused';
      readonly subscription?: Subscription;
      readonly code: Refusal['code'];
      readonly detail?: string;
      readonly isOver: boolean;
    }
  /** We read too slowly, and will be sent away if that goes on. */
  | { readonly type: 'slow'; readonly waitingBytes: number; readonly waitingBytesMax: number };
