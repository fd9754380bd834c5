import type { Channel, ChannelMessage } from '@truetape/contracts';

export type Snapshot<C extends Channel> = Extract<ChannelMessage<C>, { readonly type: 'snapshot' }>;
export type Delta<C extends Channel> = Extract<ChannelMessage<C>, { readonly type: 'delta' }>;
export type Check<C extends Channel> = Extract<
  ChannelMessage<C>,
  { readonly type: 'checksum' | 'digest' }
>;

/** What a client holds of one feed. Whether a message is the next one is decided before it comes here. */
export interface LocalState<C extends Channel> {
  /** Takes the place of all that was known. */
  readonly snapshot: (message: Snapshot<C>) => void;
  /** @returns false when the message contradicts what is known: then something was missed */
  readonly delta: (message: Delta<C>) => boolean;
  /** Whether this is what the server says that it is. Looks at what is there now, although it answers later. */
  readonly matches: (message: Check<C>) => Promise<boolean>;
}
