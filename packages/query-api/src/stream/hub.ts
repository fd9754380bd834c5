import type { Courier, Feed, Receiver } from './feed.ts';
import { controlFrame, frameOf } from './frame.ts';
import type { Told } from './told.ts';

/** Somebody who wants to hear a feed. */
export interface Joining {
  readonly receiver: Receiver;
  readonly feed: Feed;
  /** Of the request. */
  readonly id: string | undefined;
  /** What the client has already; undefined for nothing that could be gone on from. */
  readonly sequence: number | undefined;
  /** Told before the first message. */
  readonly onJoined: (resumed: boolean) => void;
}

/** A message for all members of a feed. */
interface Waiting {
  readonly feed: Feed;
  readonly told: Told;
  /** Only the newest of its kind counts: whoever is behind gets it later. */
  readonly isNewest: boolean;
}

/**
 * Brings each message to everybody who hears its feed. Messages wait for others for at most one frame's interval; each is
 * written once, and each frame once for all who hear the same feeds. Whoever joins does so between two frames.
 */
export class Hub implements Courier {
  readonly #frameIntervalMs: number;
  /** Of the next frame, in order. */
  #waiting: Waiting[] = [];
  #joining: Joining[] = [];
  readonly #renewed = new Set<Feed>();
  readonly #reset = new Set<Feed>();
  readonly #toCheck = new Set<Feed>();
  /** What was left out for those who were behind. */
  readonly #owed = new Map<Receiver, Set<Feed>>();
  #timer: NodeJS.Timeout | undefined;
  #flushedAtMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(frameIntervalMs: number) {
    this.#frameIntervalMs = frameIntervalMs;
  }

  /** Confirms, sends what was missed or a snapshot, then every change after it. Asking again gives it again. */
  join(joining: Joining): void {
    this.#joining.push(joining);
    this.#schedule();
  }

  /** @returns the requests to join that have not been answered, and will not be */
  leave(receiver: Receiver, feed: Feed): readonly Joining[] {
    const isLeft = (it: Joining) => it.receiver === receiver && it.feed === feed;
    const left = this.#joining.filter(isLeft);
    if (left.length > 0) this.#joining = this.#joining.filter((it) => !isLeft(it));
    this.#owed.get(receiver)?.delete(feed);
    feed.leave(receiver);
    return left;
  }

  onDelta(feed: Feed, told: Told): void {
    this.#waiting.push({ feed, told, isNewest: false });
    this.#schedule();
  }

  onRenewed(feed: Feed): void {
    this.#renewed.add(feed);
    this.#schedule();
  }

  onReset(feed: Feed): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting.feed !== feed);
    this.#reset.add(feed);
    this.#schedule();
  }

  /** Its members are told what to compare with. */
  check(feed: Feed): void {
    this.#toCheck.add(feed);
    this.#schedule();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#joining = [];
  }

  /** The first change after a quiet time goes out at once, those that follow it wait for the interval. */
  #schedule(): void {
    if (this.#timer !== undefined || this.#isClosed) return;
    const restMs = this.#flushedAtMs + this.#frameIntervalMs - performance.now();
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, restMs));
  }

  #flush(): void {
    this.#timer = undefined;
    this.#flushedAtMs = performance.now();
    this.#sendWaiting(this.#takeWaiting());
    this.#sendOwed();
    // After the changes: a snapshot holds them already.
    const joining = this.#joining;
    this.#joining = [];
    const snapshots = new Map<Feed, Buffer>();
    for (const one of joining) this.#welcome(one, snapshots);
  }

  #takeWaiting(): readonly Waiting[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const feed of this.#reset) {
      waiting.push({ feed, told: feed.snapshot(), isNewest: false });
      this.#renewed.delete(feed);
    }
    for (const feed of this.#renewed) {
      const told = feed.news();
      if (told !== undefined) waiting.push({ feed, told, isNewest: true });
    }
    for (const feed of this.#toCheck) {
      const told = feed.members.size > 0 ? feed.check() : undefined;
      if (told !== undefined) waiting.push({ feed, told, isNewest: false });
    }
    this.#reset.clear();
    this.#renewed.clear();
    this.#toCheck.clear();
    return waiting;
  }

  #sendWaiting(waiting: readonly Waiting[]): void {
    if (waiting.length === 0) return;
    const frames = new Map<string, { readonly bytes: Buffer; readonly messages: number }>();
    for (const [receiver, { key, feeds }] of this.#hearers(waiting)) {
      let frame = frames.get(key);
      if (frame === undefined) {
        const messages = waiting.filter(({ feed }) => feeds.has(feed));
        frame = {
          bytes: frameOf(messages.map(({ told }) => told.json)),
          messages: messages.length,
        };
        frames.set(key, frame);
      }
      receiver.send(frame.bytes, frame.messages);
    }
  }

  /** Who gets which feeds of this frame. Those with the same key get the same. */
  #hearers(waiting: readonly Waiting[]) {
    const hearers = new Map<Receiver, { key: string; readonly feeds: Set<Feed> }>();
    const seen = new Set<Feed>();
    for (const { feed, isNewest } of waiting) {
      if (seen.has(feed)) continue;
      seen.add(feed);
      for (const receiver of feed.members) {
        if (isNewest && receiver.isBehind()) {
          this.#owe(receiver, feed);
          continue;
        }
        let hearer = hearers.get(receiver);
        if (hearer === undefined) {
          hearer = { key: '', feeds: new Set() };
          hearers.set(receiver, hearer);
        }
        hearer.key += `${seen.size} `;
        hearer.feeds.add(feed);
      }
    }
    return hearers;
  }

  #owe(receiver: Receiver, feed: Feed): void {
    const owed = this.#owed.get(receiver);
    if (owed === undefined) this.#owed.set(receiver, new Set([feed]));
    else owed.add(feed);
  }

  #sendOwed(): void {
    for (const [receiver, feeds] of this.#owed) {
      if (feeds.size > 0 && receiver.isBehind()) continue;
      this.#owed.delete(receiver);
      const messages = [...feeds].map((feed) => feed.snapshot().json);
      if (messages.length > 0) receiver.send(frameOf(messages), messages.length);
    }
    if (this.#owed.size > 0) this.#schedule();
  }

  #welcome(
    { receiver, feed, id, sequence, onJoined }: Joining,
    snapshots: Map<Feed, Buffer>,
  ): void {
    const { subscription } = feed;
    const missed = sequence === undefined ? undefined : feed.since(sequence);
    feed.members.add(receiver);
    onJoined(missed !== undefined);
    const resumed = missed !== undefined;
    receiver.send(
      controlFrame({ type: 'subscribed', ...(id && { id }), subscription, resumed }),
      1,
    );
    if (missed === undefined) {
      const snapshot = snapshots.get(feed) ?? frameOf([feed.snapshot().json]);
      snapshots.set(feed, snapshot);
      receiver.send(snapshot, 1);
    } else if (missed.length > 0) {
      receiver.send(frameOf(missed.map(({ json }) => json)), missed.length);
    }
  }
}
