import type { AccountChannel, AccountData } from '@truetape/account-data';
import type { RequestFailure } from '@truetape/edge';
import { failed, ok, type Result } from '@truetape/kernel';
import { Account } from './account.ts';
import type { Courier, Feed } from './feed.ts';
import type { StreamLimits } from './limits.ts';

export interface AccountFeedsOptions {
  readonly accounts: AccountData;
  readonly courier: Courier;
  readonly limits: StreamLimits;
}

export interface AccountSubscription {
  readonly accountId: string;
  readonly channel: AccountChannel;
}

/** The feeds of all accounts that somebody hears of. */
export class AccountFeeds {
  readonly #options: AccountFeedsOptions;
  readonly #accounts = new Map<string, Promise<Result<Account, RequestFailure>>>();
  #isStopped = false;

  constructor(options: AccountFeedsOptions) {
    this.#options = options;
  }

  /** It does not ask who may know. */
  async find({ accountId, channel }: AccountSubscription): Promise<Result<Feed, RequestFailure>> {
    const account = await (this.#accounts.get(accountId) ?? this.#open(accountId));
    return account.ok ? ok(account.value.feed(channel)) : account;
  }

  stop(): void {
    this.#isStopped = true;
    for (const opening of this.#accounts.values()) {
      void opening.then((account) => account.ok && account.value.close());
    }
  }

  readonly #recentMax = (): number => {
    const { accountRecentMax, accountRecentTotalMax } = this.#options.limits;
    return Math.min(accountRecentMax, Math.floor(accountRecentTotalMax / this.#accounts.size));
  };

  async #open(accountId: string): Promise<Result<Account, RequestFailure>> {
    if (this.#isStopped) return failed({ code: 'SERVICE_UNAVAILABLE' });
    if (this.#accounts.size >= this.#options.limits.accountsMax) {
      return failed({ code: 'SERVICE_OVERLOADED' });
    }
    const onClosed = () => {
      if (this.#accounts.get(accountId) === opening) this.#accounts.delete(accountId);
    };
    const recentMax = this.#recentMax;
    const opening = Account.open({ ...this.#options, accountId, recentMax, onClosed });
    this.#accounts.set(accountId, opening);
    const account = await opening;
    if (!account.ok) onClosed();
    return account;
  }
}
