import type { RecordedEvent } from '@truetape/kernel';
import type { AccountChannel, AccountView, Body } from '../account-view.ts';

/** What happened to an account at once: an event of its own, or its part of a whole input of a market. */
export interface Happening {
  readonly events: readonly RecordedEvent[];
  /** Of the event, or of the last one of the whole input. */
  readonly position: number;
}

type OnDelta = <C extends AccountChannel>(
  channel: C,
  position: number,
  body: Body<C, 'delta'>,
) => void;

/** Events that may wait for the rows of an account. */
const WAITING_MAX = 10_000;

/** An account from the moment on at which somebody asks for it: what happens waits until its rows are there. */
export class FollowedAccount {
  readonly #onDelta: OnDelta;
  readonly #changedAt = new Map<AccountChannel, number>();
  #waiting: Happening[] = [];
  #waitingEvents = 0;
  #view: AccountView | undefined;
  #begunAt = -1;
  #position = -1;

  constructor(onDelta: OnDelta) {
    this.#onDelta = onDelta;
  }

  /** Everything up to here that is about the account is in the view. */
  get position(): number {
    return this.#position;
  }

  /** Where a channel changed last; where it was followed from when it has not changed since. */
  changedAt(channel: AccountChannel): number {
    return this.#changedAt.get(channel) ?? this.#begunAt;
  }

  /** It has its rows, and tells what changes. */
  get isOpen(): boolean {
    return this.#view !== undefined;
  }

  /** More has happened than may wait. */
  get isOverrun(): boolean {
    return this.#waitingEvents > WAITING_MAX;
  }

  /** @throws Error when it cannot be read or contradicts what came before it */
  happen(happening: Happening): void {
    if (this.#view !== undefined) {
      this.#apply(this.#view, happening, true);
    } else if (!this.isOverrun) {
      this.#waiting.push(happening);
      this.#waitingEvents += happening.events.length;
    }
  }

  /**
   * Goes on with a view that knows everything up to a position, and tells what changes after what is known now.
   *
   * @throws Error as above
   */
  goOn(view: AccountView, position: number): void {
    this.#position = position;
    for (const happening of this.#waiting) this.#apply(view, happening, false);
    this.#waiting = [];
    this.#begunAt = this.#position;
    this.#view = view;
  }

  #apply(view: AccountView, { events, position }: Happening, isTold: boolean): void {
    // The view knows it already: from its rows, or from the log.
    if (position <= this.#position) return;
    for (const event of events) view.apply(event);
    const change = view.take();
    this.#position = position;
    if (!isTold) return;
    for (const channel of Object.keys(change) as AccountChannel[]) {
      this.#onDelta(channel, position, change[channel] as never);
      this.#changedAt.set(channel, position);
    }
  }
}
