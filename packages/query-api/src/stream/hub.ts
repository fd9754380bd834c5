import type { Metrics } from '@truetape/observability';
import type { Courier, Feed, Receiver } from './feed.ts';
import { controlFrame, frameOf } from './frame.ts';
import type { StreamLimits } from './limits.ts';
import { sendFrames, type Waiting } from './send-frames.ts';
import type { Told } from './told.ts';

/** Somebody who wants to hear a feed. */
export interface Joining {
  readonly receiver: Receiver;
  readonly feed: Feed;
  /** Of the request. */
  readonly id: string | undefined;
  /** What the client has already; undefined for nothing that could be gone on from. */
  readonly sequence: number | undefined;
}

export interface HubOptions {
  readonly limits: Pick<StreamLimits, 'frameIntervalMs' | 'framedMax' | 'snapshotMs'>;
  readonly joins: Metrics['streamJoins'];
}

/**
 * Brings each message to everybody who hears its feed. Messages wait for others for at most one frame's interval; each is
 * written once, and each frame once for all who hear the same feeds. Whoever joins does so between two frames.
 */
export class Hub implements Courier {
  readonly #options: HubOptions;
  /** Of the next frame, in order. */
  #waiting: Waiting[] = [];
  #joining: Joining[] = [];
  readonly #renewed = new Set<Feed>();
  readonly #reset = new Set<Feed>();
  readonly #toCheck = new Set<Feed>();
  /** What was left out for those who were behind. */
  readonly #owed = new Map<Receiver, Set<Feed>>();
  readonly #afterFrame: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushedAtMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(options: HubOptions) {
    this.#options = options;
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
    // What its members will get is a snapshot that holds this.
    if (this.#reset.has(feed)) return;
    if (this.#waiting.length >= this.#options.limits.framedMax) {
      this.onReset(feed);
      return;
    }
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

  /** Calls it when nothing waits that is shown already. */
  afterFrame(tell: () => void): void {
    this.#afterFrame.push(tell);
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
    this.#afterFrame.length = 0;
  }

  /** The first change after a quiet time goes out at once, those that follow it wait for the interval. */
  #schedule(): void {
    if (this.#timer !== undefined || this.#isClosed) return;
    const restMs = this.#flushedAtMs + this.#options.limits.frameIntervalMs - performance.now();
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, restMs));
  }

  #flush(): void {
    this.#timer = undefined;
    this.#flushedAtMs = performance.now();
    sendFrames(this.#takeWaiting(), (receiver, feed) => this.#owe(receiver, feed));
    this.#sendOwed();
    // After the changes: a snapshot holds them already.
    this.#welcomeAll();
    for (const tell of this.#afterFrame.splice(0)) tell();
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
      const { check } = feed;
      if (check !== undefined) waiting.push({ feed, told: feed.checked(check), isNewest: false });
    }
    this.#reset.clear();
    this.#renewed.clear();
    this.#toCheck.clear();
    return waiting;
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

  /**
   * One after the other: who is sent away by one leaves the others. Whoever is behind joins when less waits: all that a
   * client asks for when it comes back may be more than may wait for it.
   */
  #welcomeAll(): void {
    for (let left = this.#joining.length; left > 0; left--) {
      const one = this.#joining.shift();
      if (one === undefined) break;
      if (one.receiver.isBehind()) this.#joining.push(one);
      else this.#welcome(one);
    }
    if (this.#joining.length > 0) this.#schedule();
  }

  #welcome({ receiver, feed, id, sequence }: Joining): void {
    const named = id === undefined ? {} : { id };
    if (feed.over !== undefined) {
      const { code } = feed.over;
      receiver.send(controlFrame({ type: 'error', ...named, code }), 1);
      receiver.onOver(feed, feed.over);
      return;
    }
    const { limits, joins } = this.#options;
    const { subscription } = feed;
    let missed = sequence === undefined ? undefined : feed.framesSince(sequence);
    const resumed = missed !== undefined;
    feed.members.add(receiver);
    joins.labels(subscription.channel, resumed ? 'resumed' : 'snapshot').increment();
    receiver.send(controlFrame({ type: 'subscribed', ...named, subscription, resumed }), 1);
    if (missed === undefined) {
      const snapshot = feed.recentSnapshot(limits.snapshotMs);
      receiver.send(snapshot.frame, 1);
      missed = feed.framesSince(snapshot.sequence) ?? [];
    }
    for (const { frame, messages } of missed) receiver.send(frame, messages);
  }
}
