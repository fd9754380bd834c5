import type { ChannelMessage, StreamMessage } from '@truetape/contracts';

/** A frame as it was read once for all clients that got the same bytes. */
export interface ReadFrame {
  readonly messages: readonly ChannelMessage[];
  readonly controls: readonly StreamMessage[];
  /** Of the changes of the book in it. */
  readonly sequences: readonly number[];
  readonly arrivedAtMs: number[];
}

/** Frames that may still be arriving somewhere. */
const CACHED_MAX = 64;

/**
 * Hundreds of clients in one process get the same bytes: each frame is parsed for the first of them. Otherwise the process that
 * measures would be what is measured.
 */
export class FrameCache {
  readonly #cached: { readonly bytes: Buffer; readonly frame: ReadFrame }[] = [];
  #kept: ReadFrame[] = [];

  read(bytes: Buffer): ReadFrame {
    for (let at = this.#cached.length - 1; at >= 0; at -= 1) {
      const one = this.#cached[at];
      if (one?.bytes.equals(bytes)) return one.frame;
    }
    const frame = parsed(bytes);
    this.#cached.push({ bytes, frame });
    if (this.#cached.length > CACHED_MAX) this.#cached.shift();
    if (frame.sequences.length > 0) this.#kept.push(frame);
    return frame;
  }

  /** Frames with changes of the book since this was last called. */
  take(): readonly ReadFrame[] {
    const kept = this.#kept;
    this.#kept = [];
    return kept;
  }
}

function parsed(bytes: Buffer): ReadFrame {
  const all = JSON.parse(bytes.toString('utf8')) as readonly StreamMessage[];
  const isOfFeed = (message: StreamMessage): message is ChannelMessage => 'channel' in message;
  const messages = all.filter(isOfFeed);
  return {
    messages,
    controls: all.filter((message) => !isOfFeed(message)),
    sequences: messages.flatMap(({ channel, type, sequence }) =>
      channel === 'book' && type === 'delta' ? [sequence] : [],
    ),
    arrivedAtMs: [],
  };
}
