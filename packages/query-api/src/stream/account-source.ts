import type { ChannelMessage, Subscription } from '@truetape/contracts';
import type { Result } from '@truetape/kernel';

type AccountSubscription = Extract<Subscription, { readonly accountId: string }>;
export type AccountChannel = AccountSubscription['channel'];

/** What a message of a channel says beside its type, the name of its feed and its sequences. */
export type AccountBody<C extends AccountChannel, Type extends 'snapshot' | 'delta'> =
  Extract<ChannelMessage, { readonly channel: C; readonly type: Type }> extends infer Message
    ? Omit<Message, keyof AccountSubscription | 'type' | 'sequence' | 'previous'>
    : never;

export interface AccountListener {
  /**
   * A change of what a channel shows, made by all that happened at a position of the log. For one channel positions rise,
   * and what a snapshot has shown is not told again.
   */
  readonly onDelta: <C extends AccountChannel>(
    channel: C,
    position: number,
    body: AccountBody<C, 'delta'>,
  ) => void;
  /** Nothing more will be told, because the log cannot be read on or does not make sense. */
  readonly onStopped: () => void;
}

/** An account that is followed. */
export interface FollowedAccount {
  /** Everything up to here is in the snapshots. */
  readonly position: () => number;
  /** Of the last change of this channel; at least -1, at most `position()`. */
  readonly changedAt: (channel: AccountChannel) => number;
  readonly snapshot: <C extends AccountChannel>(channel: C) => AccountBody<C, 'snapshot'>;
  readonly close: () => void;
}

/** Where the feeds of accounts come from: each account is followed as long as somebody hears of it. */
export interface AccountSource {
  /**
   * Settles when everything is shown that was in the log at the call; deltas are told from then on. Bounded in time and
   * in how many are opened at once: `SERVICE_OVERLOADED`.
   */
  readonly open: (
    accountId: string,
    listener: AccountListener,
  ) => Promise<
    Result<FollowedAccount, 'ACCOUNT_NOT_FOUND' | 'SERVICE_UNAVAILABLE' | 'SERVICE_OVERLOADED'>
  >;
}
