import { orderView } from '@truetape/accounts';
import { type Catalogue, decodeAccountEvent, formatMinor, scaleIn } from '@truetape/codec';
import { type Balance, type Data, idOf, type Order } from '@truetape/contracts';
import {
  type Account,
  type AccountState,
  account,
  freeOf,
  holdAssetOf,
  type Minor,
} from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';

/** An order with what is kept aside for it. */
export interface OpenOrder extends Order {
  readonly hold: { readonly amount: string; readonly asset: string };
}

/** An account as its stream says it was, in decimals. */
export interface AccountThen {
  readonly accountId: string;
  /** Of the last event of its stream that counts. */
  readonly revision: number;
  readonly balances: readonly Balance[];
  readonly openOrders: readonly OpenOrder[];
}

/** Folds accounts with the rules of the domain: all of them, or one. */
export class AccountsThen {
  readonly #catalogue: Catalogue;
  readonly #only: string | undefined;
  readonly #states = new Map<string, AccountState>();
  /** Open orders that their market has taken. */
  readonly #accepted = new Set<string>();

  constructor(catalogue: Catalogue, only: string | undefined) {
    this.#catalogue = catalogue;
    this.#only = only;
  }

  read(event: RecordedEvent): void {
    if (event.type === 'OrderAccepted') {
      const { accountId, orderId } = event.data as Data<'OrderAccepted'>;
      if (this.#isWanted(accountId)) this.#accepted.add(orderId);
      return;
    }
    const accountId = idOf('account', event.stream);
    if (accountId === undefined || !this.#isWanted(accountId)) return;
    const before = this.#states.get(accountId) ?? account.initialState();
    const state = account.evolve(before, decodeAccountEvent(event, this.#catalogue));
    this.#states.set(accountId, state);
    if (state.status !== 'none') this.#forgetClosed(state, event);
  }

  /** By id. */
  view(): readonly AccountThen[] {
    return [...this.#states.values()]
      .filter((state) => state.status !== 'none')
      .map((state) => this.#viewOf(state))
      .sort((one, other) => (one.accountId < other.accountId ? -1 : 1));
  }

  #isWanted(accountId: string): boolean {
    return this.#only === undefined || this.#only === accountId;
  }

  #forgetClosed(state: Account, { data }: RecordedEvent): void {
    const { orderId, legs = [] } = data as Partial<Data<'OrderClosed'> & Data<'TradeSettled'>>;
    for (const named of [orderId, ...legs.map((leg) => leg.orderId)]) {
      if (named !== undefined && !state.orders.has(named)) this.#accepted.delete(named);
    }
  }

  #viewOf(state: Account): AccountThen {
    const { accountId, revision, balances, orders } = state;
    const written = (asset: string, amount: Minor) =>
      formatMinor(amount, scaleIn(this.#catalogue, asset));
    return {
      accountId,
      revision,
      balances: [...balances]
        .map(([asset, { total, held }]) => ({
          asset,
          total: written(asset, total),
          held: written(asset, held),
          free: written(asset, freeOf(state, asset) as Minor),
        }))
        .sort((one, other) => (one.asset < other.asset ? -1 : 1)),
      openOrders: [...orders.values()].map((order) => {
        const asset = holdAssetOf(order);
        const isMatched = this.#accepted.has(order.orderId);
        return {
          ...orderView(accountId, order, isMatched, this.#catalogue),
          hold: { amount: written(asset, order.hold), asset },
        };
      }),
    };
  }
}
