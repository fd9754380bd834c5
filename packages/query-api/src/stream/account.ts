import type { AccountChannel, AccountData, OpenAccount } from '@truetape/account-data';
import type { Subscription } from '@truetape/contracts';
import type { RequestFailure } from '@truetape/edge';
import { failed, ok, type Result } from '@truetape/kernel';
import { type Courier, Feed } from './feed.ts';
import type { StreamLimits } from './limits.ts';

const ACCOUNT_CHANNELS = ['orders', 'fills', 'balances', 'positions', 'risk'] as const;

export interface AccountOptions {
  readonly accountId: string;
  readonly accounts: AccountData;
  readonly courier: Courier;
  readonly limits: Pick<StreamLimits, 'lingerMs'>;
  /** Deltas that each of its feeds keeps, asked again and again. */
  readonly recentMax: () => number;
  /** It is followed no more. */
  readonly onClosed: () => void;
}

/** Every feed of one account, followed together until nobody has heard any of them for a while. */
export class Account {
  readonly #options: AccountOptions;
  readonly #followed: OpenAccount;
  readonly #feeds = new Map<AccountChannel, Feed>();
  #lingering: NodeJS.Timeout | undefined;
  #isClosed = false;

  static async open(options: AccountOptions): Promise<Result<Account, RequestFailure>> {
    let account: Account | undefined;
    let hasStopped = false;
    const followed = await options.accounts.open(options.accountId, {
      // What comes before there is an account is in its first snapshots.
      onDelta: (channel, position, body) => account?.feed(channel).change(position, body),
      onStopped: () => {
        hasStopped = true;
        account?.end();
      },
    });
    if (!followed.ok) {
      const code = followed.failure;
      const field = 'subscription.accountId';
      return failed(code === 'ACCOUNT_NOT_FOUND' ? { code, field } : { code });
    }
    if (hasStopped) return failed({ code: 'SERVICE_UNAVAILABLE' });
    account = new Account(options, followed.value);
    return ok(account);
  }

  private constructor(options: AccountOptions, followed: OpenAccount) {
    this.#options = options;
    this.#followed = followed;
    const { accountId, courier, recentMax } = options;
    for (const channel of ACCOUNT_CHANNELS) {
      const subscription: Subscription = { channel, accountId };
      const content = {
        changedAt: followed.changedAt(channel),
        upTo: () => followed.position(),
        snapshot: () => followed.snapshot(channel),
      };
      const onIdle = () => this.#linger();
      const feed = new Feed({ subscription, content, courier, recentMax, onIdle });
      this.#feeds.set(channel, feed);
    }
    this.#linger();
  }

  feed(channel: AccountChannel): Feed {
    return this.#feeds.get(channel) as Feed;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#lingering);
    this.#followed.close();
    this.#options.onClosed();
  }

  /** Whoever hears of it is told, and whoever has been given a feed and not joined it yet. */
  end(): void {
    this.close();
    for (const feed of this.#feeds.values()) feed.end({ code: 'SERVICE_UNAVAILABLE' });
  }

  /** Whoever comes back soon goes on where it was. */
  #linger(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#lingering);
    this.#lingering = setTimeout(() => {
      const isHeard = [...this.#feeds.values()].some(({ members }) => members.size > 0);
      if (!isHeard) this.end();
    }, this.#options.limits.lingerMs);
  }
}
