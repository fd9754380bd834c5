import type { ChannelMessage, Subscription } from '@truetape/contracts';
import { Recent } from './recent.ts';
import { Told } from './told.ts';

/** Somebody who gets frames: a JSON array of messages, as bytes that are shared with others. */
export interface Receiver {
  /** @param messages how many are in the frame */
  readonly send: (frame: Buffer, messages: number) => void;
  /** So much waits for it that what can be left out should be. */
  readonly isBehind: () => boolean;
}

/** What a feed shows, told by whoever follows it: what messages say beside their type, name and sequences. */
export interface Content {
  /** Of the last change that is known: whoever has this sequence or a later one has missed nothing. */
  readonly changedAt: number;
  /** All that there is up to here is shown. */
  readonly upTo: () => number;
  /** Everything that is shown now. */
  readonly snapshot: () => object;
  /** What clients compare with what they have made of it, and its type; left out where there is nothing to compare. */
  readonly check?: () => { readonly type: string };
}

/** Whoever brings to the members of feeds what is new. */
export interface Courier {
  readonly onDelta: (feed: Feed, delta: Told) => void;
  /** Its members get a snapshot, also if they have one. */
  readonly onRenewed: (feed: Feed) => void;
  /** The same, and what waits to be brought to them is in it. */
  readonly onReset: (feed: Feed) => void;
}

export interface FeedOptions {
  readonly subscription: Subscription;
  readonly content: Content;
  readonly courier: Courier;
  /** Deltas that are kept for those who come back. */
  readonly recentMax: number;
  /** Its last member has left. */
  readonly onIdle?: () => void;
}

/** What one subscription names: what it shows, what it told last, and who hears it. */
export class Feed {
  readonly subscription: Subscription;
  readonly members = new Set<Receiver>();
  readonly #options: FeedOptions;
  #content: Content;
  #recent: Recent;
  /** What was shown last. */
  #shown = '';

  constructor(options: FeedOptions) {
    this.subscription = options.subscription;
    this.#options = options;
    this.#content = options.content;
    this.#recent = new Recent(options.content.changedAt, options.recentMax);
  }

  change(sequence: number, body: object): void {
    const delta = this.#message({
      type: 'delta',
      previous: this.#recent.sequence,
      sequence,
      ...body,
    });
    this.#recent.add(delta);
    if (this.members.size > 0) this.#options.courier.onDelta(this, delta);
  }

  /** Of a channel without deltas: it shows something else. */
  renew(): void {
    if (this.members.size > 0) this.#options.courier.onRenewed(this);
  }

  /** What it told before cannot be gone on with. */
  reset(content: Content): void {
    this.#content = content;
    this.#recent = new Recent(content.changedAt, this.#options.recentMax);
    if (this.members.size > 0) this.#options.courier.onReset(this);
  }

  snapshot(): Told {
    const body = this.#content.snapshot();
    this.#shown = JSON.stringify(body);
    return this.#message({ type: 'snapshot', sequence: this.#content.upTo(), ...body });
  }

  /** A snapshot that shows something else than the last one. */
  news(): Told | undefined {
    const before = this.#shown;
    const told = this.snapshot();
    return this.#shown === before ? undefined : told;
  }

  get isCheckable(): boolean {
    return this.#content.check !== undefined;
  }

  /** What clients compare with what they have; undefined where there is nothing to compare. */
  check(): Told | undefined {
    const check = this.#content.check?.();
    return check && this.#message({ sequence: this.#content.upTo(), ...check });
  }

  /** Its deltas after a sequence; undefined where they are not known any more. */
  since(sequence: number): readonly Told[] | undefined {
    return this.#recent.since(sequence);
  }

  leave(receiver: Receiver): void {
    if (this.members.delete(receiver) && this.members.size === 0) this.#options.onIdle?.();
  }

  #message(about: object): Told {
    return new Told({ ...this.subscription, ...about } as ChannelMessage);
  }
}
