import type {
  Channel,
  ChannelMessage,
  Resume,
  StreamRequest,
  Subscription,
} from '@truetape/contracts';
import type { ClientEvent, ResyncReason } from './events.ts';
import type { Check, Delta, LocalState, Snapshot } from './state/local-state.ts';
import { newState, type States } from './state/states.ts';

/** `current`: it is what the market or the account is, as far as anybody has told. */
export type FeedStatus = 'waiting' | 'current' | 'over';

export type SubscriptionTo<C extends Channel> = Extract<Subscription, { readonly channel: C }>;

/** Told after each change of what is shown, with the message that made it. */
export type OnChange<C extends Channel> = (feed: Feed<C>, message: Snapshot<C> | Delta<C>) => void;

/** The client around a feed. */
export interface FeedHost {
  readonly send: (request: StreamRequest) => void;
  readonly tell: (event: ClientEvent) => void;
}

/**
 * One subscription and what is held of it. It moves by the rule of sequences alone: a delta is applied when
 * `previous` ≤ have < `sequence`, passed over when it is known, and a gap otherwise.
 */
export class Feed<C extends Channel = Channel> {
  readonly subscription: SubscriptionTo<C>;
  readonly state: States[C];
  readonly #state: LocalState<C>;
  readonly #host: FeedHost;
  readonly #onChange: OnChange<C>;
  /** Of the log that `#sequence` is of. */
  #logId: string | undefined;
  #sequence: number | undefined;
  /** The highest sequence that was ever shown: nothing older is. */
  #shown = -1;
  #isSubscribed = false;
  #wasRefused = false;
  #isOver = false;
  /** Checks that were begun before a snapshot say nothing about what came after it. */
  #epoch = 0;

  constructor(subscription: SubscriptionTo<C>, host: FeedHost, onChange: OnChange<C>) {
    this.subscription = subscription;
    const state = newState(subscription.channel as C);
    this.state = state;
    this.#state = state;
    this.#host = host;
    this.#onChange = onChange;
  }

  /** Of what `state` holds. -1 as long as that is nothing. */
  get sequence(): number {
    return this.#sequence ?? -1;
  }

  /** While it is `waiting`, `state` may be old, and is not to be traded on. */
  get status(): FeedStatus {
    if (this.#isOver) return 'over';
    if (!this.#isSubscribed || this.#sequence === undefined) return 'waiting';
    return this.#sequence >= this.#shown ? 'current' : 'waiting';
  }

  /** The server has said that it sends this. */
  get isSubscribed(): boolean {
    return this.#isSubscribed;
  }

  /** Asks the server for its checksum or digest, which is compared as soon as it comes. */
  check(): void {
    if (this.#isSubscribed) this.#host.send({ op: 'check', subscription: this.subscription });
  }

  /** There is a connection, to a server of that log. */
  ask(logId: string): void {
    if (this.#isOver) return;
    this.#wasRefused = false;
    if (this.#logId !== logId) this.#forget(logId);
    const resume = this.#resume();
    const { subscription } = this;
    this.#host.send({ op: 'subscribe', subscription, ...(resume && { resume }) });
  }

  disconnected(): void {
    this.#isSubscribed = false;
  }

  /** For now: it is to be asked for again. */
  refused(): void {
    this.#isSubscribed = false;
    this.#wasRefused = true;
  }

  get wasRefused(): boolean {
    return this.#wasRefused;
  }

  subscribed(resumed: boolean): void {
    this.#isSubscribed = true;
    if (!resumed) {
      this.#sequence = undefined;
    } else {
      const { subscription, sequence } = this;
      this.#host.tell({ type: 'resumed', subscription, sequence });
    }
  }

  end(): void {
    this.#isSubscribed = false;
    this.#isOver = true;
  }

  take(message: ChannelMessage<C>): void {
    if (!this.#isSubscribed) return;
    if (message.type === 'snapshot') this.#snapshot(message as Snapshot<C>);
    else if (this.#sequence === undefined) return;
    else if (message.type === 'delta') this.#delta(message as Delta<C>, this.#sequence);
    else void this.#check(message as Check<C>, this.#sequence);
  }

  #snapshot(message: Snapshot<C>): void {
    const isFirst = this.#sequence === undefined;
    this.#epoch += 1;
    this.#state.snapshot(message);
    this.#sequence = message.sequence;
    if (isFirst) {
      const { subscription, sequence } = this;
      this.#host.tell({ type: 'snapshot', subscription, sequence });
    }
    this.#show(message);
  }

  #delta(message: Delta<C>, have: number): void {
    const { previous, sequence } = message;
    if (sequence <= have) return;
    if (previous > have) this.#resync('gap', previous);
    else if (!this.#state.delta(message)) this.#resync('contradiction', sequence);
    else {
      this.#sequence = sequence;
      this.#show(message);
    }
  }

  /** An older one is of what is not held any more. */
  async #check(message: Check<C>, have: number): Promise<void> {
    if (message.sequence < have) return;
    const epoch = this.#epoch;
    const matches = await this.#matches(message);
    if (matches === undefined || epoch !== this.#epoch || this.#sequence === undefined) return;
    if (!matches) this.#resync(message.type, message.sequence);
    // Nothing has changed up to there: it is as new as what was shown last, by a server that had read more.
    else this.#sequence = Math.max(this.#sequence, message.sequence);
  }

  /** Undefined where it cannot be compared: pages that are not from a secure address have no digests. */
  async #matches(message: Check<C>): Promise<boolean | undefined> {
    try {
      return await this.#state.matches(message);
    } catch (error) {
      const { subscription } = this;
      this.#host.tell({ type: 'unchecked', subscription, reason: String(error) });
      return undefined;
    }
  }

  /** A process that has read less of the log than the last one is listened to, and shown when it has caught up. */
  #show(message: Snapshot<C> | Delta<C>): void {
    if (message.sequence < this.#shown) return;
    this.#shown = message.sequence;
    this.#onChange(this, message);
  }

  #resync(reason: ResyncReason, got: number): void {
    const { subscription, sequence: have } = this;
    this.#sequence = undefined;
    this.#epoch += 1;
    this.#host.tell({ type: 'resync', subscription, reason, have, got });
    this.#host.send({ op: 'subscribe', subscription });
  }

  #forget(logId: string): void {
    this.#logId = logId;
    this.#sequence = undefined;
    this.#shown = -1;
  }

  #resume(): Resume | undefined {
    const [logId, sequence] = [this.#logId, this.#sequence];
    return logId === undefined || sequence === undefined ? undefined : { logId, sequence };
  }
}
