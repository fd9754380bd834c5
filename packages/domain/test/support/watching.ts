import {
  type AccountCommand,
  account,
  epochMs,
  type Limits,
  type LimitsScope,
  lots,
  type MarketState,
  minor,
  NO_LIMITS,
  newRiskWatch,
  type Outcome,
  rateE8,
  type Side,
  ticks,
  type WatchEvent,
  type WatchInput,
  watch,
} from '../../src/index.ts';
import { placingIn } from './order-text.ts';
import { instrument, SYMBOL } from './trading.ts';

const FREE = [{ tier: 'free', makerRate: rateE8(0), takerRate: rateE8(0) }] as const;
const market = { instrument: { ...instrument, feeTiers: FREE }, referencePrice: ticks(100) };
/** With this mark no order is denied for what it is worth: only the watch has to say something. */
const LENIENT = { price: ticks(1), atDayStart: ticks(1) };
const COUNTERPARTY = { accountId: 'bob', orderId: 'bob.1', orderNumber: 1, rate: rateE8(0) };

/** A risk watch, a market that was listed at 100, and accounts that trade in it without fees. Says things in words. */
export class Watching {
  readonly state = newRiskWatch();
  now: number;
  #names = 0;
  #marketRevision = 0;
  #quotes: readonly number[] = [];

  constructor(now = 1_000) {
    this.now = now;
    this.#read({ type: 'MarketListed', ...this.#at, symbol: SYMBOL, referencePrice: ticks(100) });
  }

  get #at() {
    return { at: epochMs(this.now) };
  }

  open(accountId: string, ownerGroup = accountId): void {
    this.ask(accountId, { type: 'OpenAccount', accountId, ownerGroup, isLeader: true });
    for (const asset of ['USD', 'BTC']) {
      const funds = { asset, amount: minor(1_000_000n), reference: asset };
      this.ask(accountId, { type: 'Deposit', ...funds });
    }
  }

  limit(accountId: string, limits: Partial<Limits>, scope: LimitsScope = 'account') {
    const all = { ...NO_LIMITS, ...limits };
    return this.ask(accountId, { type: 'SetLimits', ...this.#received, scope, limits: all });
  }

  /** Places a limit order that rests. */
  place(accountId: string, side: Side, quantity: number, price: number): readonly string[] {
    const text = `${side} limit quantity ${quantity} price ${price}`;
    const names = [`o${this.#names++}`, `p${this.#names++}`];
    return this.ask(accountId, placingIn(text, market, names));
  }

  /** Trades all of the order that was placed last, at its price. */
  fill(accountId: string): readonly string[] {
    const order = [...(this.state.accounts.get(accountId)?.orders.values() ?? [])].at(-1);
    if (order === undefined) throw new Error('there is an order to fill');
    const { orderId, limit, quantity, asked } = order;
    const own = { accountId, orderId, orderNumber: 2, rate: rateE8(0), remaining: lots(0) };
    const outcome: Outcome = {
      type: 'TradeExecuted',
      tradeNumber: 1,
      price: limit,
      quantity,
      takerSide: asked.side,
      maker: { ...COUNTERPARTY, remaining: lots(0) },
      taker: own,
    };
    this.#marketRevision += 1;
    const settled = { symbol: SYMBOL, marketRevision: this.#marketRevision, inputRevision: 0 };
    return this.ask(accountId, { type: 'SettleOutcome', ...settled, ...this.#at, outcome });
  }

  trade(accountId: string, side: Side, quantity: number, price: number): readonly string[] {
    return [...this.place(accountId, side, quantity, price), ...this.fill(accountId)];
  }

  /** The market opens, halts, and so on. */
  turn(to: MarketState): readonly string[] {
    return this.outcome({ type: 'MarketStateChanged', from: 'closed', to });
  }

  /** Others have traded. */
  last(price: number): readonly string[] {
    const sides = { ...COUNTERPARTY, remaining: lots(0) };
    return this.outcome({
      type: 'TradeExecuted',
      tradeNumber: 1,
      price: ticks(price),
      quantity: lots(1),
      takerSide: 'buy',
      maker: sides,
      taker: sides,
    });
  }

  /** These are the best prices now, instead of those before. */
  quote(bid: number | undefined, ask: number | undefined): readonly string[] {
    const said = this.#quotes.flatMap((orderNumber) =>
      this.outcome(
        {
          type: 'OrderCancelled',
          ...COUNTERPARTY,
          orderNumber,
          quantity: lots(1),
          reason: 'requested',
        },
        false,
      ),
    );
    const sides = [
      ['buy', bid],
      ['sell', ask],
    ] as const;
    const accepted = sides.flatMap(
      ([side, price]): Extract<Outcome, { type: 'OrderAccepted' }>[] =>
        price === undefined
          ? []
          : [
              {
                type: 'OrderAccepted',
                ...COUNTERPARTY,
                orderNumber: this.#names++ + 100,
                side,
                orderType: 'limit',
                timeInForce: 'GTC',
                postOnly: false,
                price: ticks(price),
                quantity: lots(1),
              },
            ],
    );
    this.#quotes = accepted.map(({ orderNumber }) => orderNumber);
    const quoted = accepted.flatMap((each) => this.outcome(each, false));
    const end = { type: 'OrdersCancelApplied', cancelled: 0 } as const;
    return [...said, ...quoted, ...this.outcome(end)];
  }

  outcome(outcome: Outcome, last = true): readonly string[] {
    return this.#read({ type: 'MarketSaid', ...this.#at, symbol: SYMBOL, outcome, last });
  }

  tell(): readonly string[] {
    return this.#read({ type: 'TimeTold', ...this.#at });
  }

  ask(accountId: string, command: AccountCommand): readonly string[] {
    const state = this.state.accounts.get(accountId) ?? account.initialState();
    const context = { now: epochMs(this.now), markOf: () => LENIENT };
    const decided = account.decide(state, command, context);
    if (!decided.ok) throw new Error(`denied: ${JSON.stringify(decided.failure)}`);
    return decided.value.flatMap((event) =>
      this.#read({ type: 'AccountSaid', ...this.#at, accountId, event }),
    );
  }

  get #received() {
    return { receivedAt: epochMs(this.now) };
  }

  #read(input: WatchInput): readonly string[] {
    return watch(this.state, input).map(inWords);
  }
}

function inWords(event: WatchEvent): string {
  if (event.type === 'MarkRecorded') {
    const { symbol, day, price, source, at } = event;
    return `${symbol} on day ${day}: ${source} ${price} at ${at}`;
  }
  const { accountId, scope, measure, of, value, limit } = event;
  const whose = scope === 'group' ? `group of ${accountId}` : accountId;
  const what = event.type === 'RiskThresholdCrossed' ? `${event.percent} %` : 'kill';
  return `${whose}: ${measure} ${of} ${value} of ${limit}, ${what}`;
}
