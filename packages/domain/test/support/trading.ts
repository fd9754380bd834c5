import {
  type Account,
  type AccountCommand,
  type AccountEvent,
  type AccountState,
  account,
  type DecisionContext,
  epochMs,
  type Instrument,
  lots,
  type MarketView,
  minor,
  type Order,
  type Outcome,
  orderIdOf,
  orderOf,
  rateE8,
  ticks,
} from '../../src/index.ts';

export const NOW = epochMs(1_000);
export const SYMBOL = 'BTC-USD';

/** One tick × one lot is one minor unit of the quote; one lot is one minor unit of the base. */
export const instrument: Instrument = {
  units: { symbol: SYMBOL, base: 'BTC', quote: 'USD', notionalUnit: 1n, lotUnit: 1n },
  revision: 0,
  minQuantity: lots(1),
  maxQuantity: lots(10_000),
  minNotional: minor(1n),
  maxNotional: minor(1_000_000n),
  feeTiers: [{ tier: 'standard', makerRate: rateE8(100_000), takerRate: rateE8(200_000) }],
  selfTradePrevention: 'none',
  protectionRate: rateE8(10_000_000),
  startsIn: 'open',
  ruleset: 2,
};
export const market: MarketView = { instrument, referencePrice: ticks(100) };

/** An account with its history, to which more can happen. */
export class Trading {
  state: AccountState = account.initialState();
  #marketRevision = 0;

  constructor(usd: bigint, btc: bigint, accountId = 'ann', ownerGroup = accountId) {
    this.append({ type: 'AccountOpened', at: NOW, accountId, ownerGroup });
    for (const [asset, amount] of [
      ['USD', usd],
      ['BTC', btc],
    ] as const) {
      const funds = { asset, amount: minor(amount), reference: asset };
      this.append({ type: 'FundsDeposited', at: NOW, ...funds });
    }
  }

  get open(): Account {
    if (this.state.status === 'none') throw new Error('the account is open');
    return this.state;
  }

  append(...events: readonly AccountEvent[]): void {
    for (const event of events) this.state = account.evolve(this.state, event);
  }

  decide(command: AccountCommand, now = NOW, around: Omit<DecisionContext, 'now'> = {}) {
    return account.decide(this.state, command, { now, ...around });
  }

  /** Decides and appends. @returns the events; a denial is a failure of the test */
  run(command: AccountCommand): readonly AccountEvent[] {
    const decided = this.decide(command);
    if (!decided.ok) throw new Error(`denied: ${JSON.stringify(decided.failure)}`);
    this.append(...decided.value);
    return decided.value;
  }

  settle(outcome: Outcome, inputRevision = 0): readonly AccountEvent[] {
    this.#marketRevision += 1;
    const of = { symbol: SYMBOL, marketRevision: this.#marketRevision, inputRevision, at: NOW };
    return this.run({ type: 'SettleOutcome', ...of, outcome });
  }

  /** The order that stands at a revision of the account, open or closed. */
  order(revision: number): Order {
    const order = orderOf(this.open, orderIdOf(this.open.accountId, revision));
    if (order === undefined) throw new Error(`there is an order at ${revision}`);
    return order;
  }
}
