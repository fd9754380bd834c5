import type { Subscription } from '@truetape/contracts';
import type { RequestFailure } from '@truetape/edge';
import { assert } from '@truetape/kernel';
import { type Framed, Recent } from './recent.ts';
import { type About, Told } from './told.ts';

/** Somebody who gets frames: a JSON array of messages, as bytes that are shared with others. */
export interface Receiver {
  /** @param messages how many are in the frame */
  readonly send: (frame: Buffer, messages: number) => void;
  /** So much waits for it that what can be left out should be. */
  readonly isBehind: () => boolean;
  /** A feed that it hears is over. */
  readonly onOver: (feed: Feed, failure: RequestFailure) => void;
}

/** What a feed shows, told by whoever follows it: what messages say beside their type, name and sequences. */
export interface Content {
  /**
   * Of the last change that is known: whoever has this sequence or a later one has missed nothing. Undefined where there
   * are no deltas: only the newest counts.
   */
  readonly changedAt: number | undefined;
  /** All that there is up to here is shown. */
  readonly upTo: () => number;
  /** Everything that is shown now. */
  readonly snapshot: () => object;
  /** What clients compare with what they have made of it; left out where there is nothing to compare. */
  readonly check?: Check;
}

export interface Check {
  /** 1: whenever books are checked; 10: every tenth time, and when somebody asks for it. */
  readonly everyTimes: number;
  /** What the message says, its type included. */
  readonly make: () => { readonly type: string };
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
  /** Deltas that are kept for those who come back, asked again and again. */
  readonly recentMax: () => number;
  /** Its last member has left. */
  readonly onIdle?: () => void;
}

/** What is dear is done again only after so many times as long as it took. */
const RESTS = 20;

/** What one subscription names: what it shows, what it told last, and who hears it. */
export class Feed {
  readonly subscription: Subscription;
  readonly members = new Set<Receiver>();
  readonly #options: FeedOptions;
  #content: Content;
  #recent: Recent | undefined;
  /** What was shown last, where only the newest counts. */
  #shown = '';
  /** The last one that somebody joined with. */
  #joinedWith: { readonly told: Told; readonly untilMs: number } | undefined;
  #checkedUntilMs = 0;
  #over: RequestFailure | undefined;

  constructor(options: FeedOptions) {
    this.subscription = options.subscription;
    this.#options = options;
    this.#content = options.content;
    this.#recent = this.#begin();
  }

  change(sequence: number, body: object): void {
    assert(this.#recent !== undefined, 'only a feed that has deltas changes by them');
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
    this.#recent = this.#begin();
    this.#joinedWith = undefined;
    if (this.members.size > 0) this.#options.courier.onReset(this);
  }

  /** Nothing more will be told. */
  end(failure: RequestFailure): void {
    this.#over = failure;
    for (const member of this.members) member.onOver(this, failure);
    this.members.clear();
  }

  /** Why nothing more will be told; undefined as long as it is. */
  get over(): RequestFailure | undefined {
    return this.#over;
  }

  snapshot(): Told {
    const body = this.#content.snapshot();
    if (this.#recent === undefined) this.#shown = JSON.stringify(body);
    return this.#message({ type: 'snapshot', sequence: this.#content.upTo(), ...body });
  }

  /**
   * A snapshot that is not older than so long, to be followed by the deltas since. However many come, and however often,
   * a deep book is not written out for each of them.
   */
  recentSnapshot(ageMsMax: number): Told {
    const beganMs = performance.now();
    const last = this.#joinedWith;
    if (last !== undefined && beganMs < last.untilMs && this.#reaches(last.told)) return last.told;
    const told = this.snapshot();
    void told.frame;
    const nowMs = performance.now();
    const untilMs = nowMs + Math.max(ageMsMax, (nowMs - beganMs) * RESTS);
    this.#joinedWith = { told, untilMs };
    return told;
  }

  /** A snapshot that shows something else than the last one. */
  news(): Told | undefined {
    const before = this.#shown;
    const told = this.snapshot();
    return this.#shown === before ? undefined : told;
  }

  get check(): Check | undefined {
    return this.#content.check;
  }

  /** What clients compare with what they have: of everything that was told and is waiting to be. */
  checked(check: Check): Told {
    const beganMs = performance.now();
    const { type, ...body } = check.make();
    const nowMs = performance.now();
    this.#checkedUntilMs = nowMs + (nowMs - beganMs) * RESTS;
    return this.#message({ type, sequence: this.#content.upTo(), ...body });
  }

  /** What the last check has cost allows another one. */
  get mayCheck(): boolean {
    return performance.now() >= this.#checkedUntilMs;
  }

  /** Its deltas after a sequence; undefined where they are not known any more. */
  framesSince(sequence: number): readonly Framed[] | undefined {
    return this.#recent?.framesSince(sequence);
  }

  /** What was told since then can be told again. */
  #reaches({ sequence }: Told): boolean {
    return this.#recent?.reaches(sequence) ?? false;
  }

  leave(receiver: Receiver): void {
    if (this.members.delete(receiver) && this.members.size === 0) this.#options.onIdle?.();
  }

  #begin(): Recent | undefined {
    const { changedAt } = this.#content;
    return changedAt === undefined ? undefined : new Recent(changedAt, this.#options.recentMax);
  }

  #message(about: About): Told {
    return new Told(this.subscription, about);
  }
}
