import {
  type Catalogue,
  catalogueEvolve,
  emptyCatalogue,
  encodeAccountEvent,
  encodeOutcome,
  formatTime,
  marketIn,
  readInput,
} from '@truetape/codec';
import { type EventType, NEWEST_VERSIONS, streams } from '@truetape/contracts';
import {
  type Account,
  type AccountCommand,
  type AccountEvent,
  type AccountState,
  account,
  accountsSettledBy,
  epochMs,
  type MarketState,
  type Minor,
  type Outcome,
  type PriceTicks,
  type QuantityLots,
  withdrawalIdOf,
} from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import { assert, type EventRef, type NewEvent, type RecordedEvent } from '@truetape/kernel';
import { apply, emptyMarket, type Market } from '@truetape/matcher/engine';
import { type OrderTerms, termsOf } from './order-terms.ts';
import { type ShownBook, shownBy } from './shown-book.ts';

/** The legs of a pair: what both have in common, and what is each one's own. */
export interface PairTerms extends Pick<OrderTerms, 'side' | 'quantity' | 'timeInForce'> {
  readonly limit: Pick<OrderTerms, 'price' | 'displayQuantity' | 'postOnly'>;
  readonly stop: Pick<OrderTerms, 'price' | 'stopPrice' | 'trailingOffset' | 'displayQuantity'>;
}

/** Where a chain of events may be held back: before its outcomes, or in the middle of them. */
export interface Held {
  /** Appends what is still missing. */
  readonly release: () => void;
}

const START_MS = Date.UTC(2026, 10, 21, 9, 0, 0);

/**
 * The real domain and the real engine on a log, one command at a time, so that whatever is in the log is what a venue
 * would have written. Its clock goes one millisecond further with every command.
 */
export class Venue {
  nowMs = START_MS;
  /** Told after each input what its market then shows, and the revision of its last outcome. */
  onInput: ((symbol: string, revision: number, shown: ShownBook) => void) | undefined;
  readonly #log: EventLog;
  readonly #listing: object;
  /** What is listed. */
  readonly catalogue: Catalogue = emptyCatalogue();
  readonly #revisions = new Map<string, number>();
  readonly #accounts = new Map<string, AccountState>();
  readonly #markets = new Map<string, Market>();
  #commands = 0;

  /** @param listing what is different from the usual one in the listing of `BTC-USD` */
  constructor(log: EventLog, listing: object = {}) {
    this.#log = log;
    this.#listing = listing;
  }

  stateOf(symbol = 'BTC-USD'): MarketState {
    return this.#market(symbol).state;
  }

  listAsset(asset: string, scale: number): void {
    const data = { asset, at: this.#now(), scale };
    this.#list('venue', { type: 'AssetListed', data });
  }

  listInstrument(symbol: string, changes: object = {}): void {
    const [base, quote] = symbol.split('-') as [string, string];
    const data = {
      at: this.#now(),
      base,
      baseScale: this.catalogue.assets.get(base),
      calendar: '24x7',
      feeTiers: [{ makerRate: '0.001', takerRate: '0.002', tier: 'standard' }],
      lot: '0.001',
      maxNotional: '1000000000',
      maxQuantity: '1000000',
      minNotional: '0',
      minQuantity: '0.001',
      protectionRate: '0.1',
      quote,
      quoteScale: this.catalogue.assets.get(quote),
      referencePrice: '100',
      ruleset: 1,
      selfTradePrevention: 'none',
      startsIn: 'open',
      symbol,
      tick: '0.01',
      ...changes,
    };
    const stream = streams.instrument(symbol);
    const listed = this.#list(stream, { type: 'InstrumentListed', data });
    this.#append(streams.market(symbol), [
      {
        type: 'MarketMatcherStarted',
        data: { at: this.#now(), build: 'test', instance: 'test', ruleset: 1 },
      },
    ]);
    this.#markets.set(symbol, emptyMarket(symbol));
    this.#match(listed);
  }

  /** The usual scene: `BTC-USD`, and accounts with deep balances. */
  open(...accountIds: readonly string[]): void {
    this.listAsset('BTC', 8);
    this.listAsset('USD', 8);
    this.listInstrument('BTC-USD', this.#listing);
    for (const accountId of accountIds) {
      this.openAccount(accountId);
      this.deposit(accountId, 'USD', 1_000_000_000n);
      this.deposit(accountId, 'BTC', 1_000_000n);
    }
  }

  openAccount(accountId: string, ownerGroup = accountId): void {
    this.ask(accountId, { type: 'OpenAccount', accountId, ownerGroup, isLeader: true });
  }

  /** What no market reads. */
  ask(accountId: string, command: AccountCommand): void {
    const decided = this.#decide(accountId, command);
    assert(decided.length > 0, `${command.type} of the script is not denied`);
  }

  /** An account as the domain knows it. */
  accountOf(accountId: string): Account {
    const state = this.#accounts.get(accountId);
    assert(state !== undefined && state.status !== 'none', 'an account of the script is open');
    return state;
  }

  /** @param units whole units of the asset */
  deposit(accountId: string, asset: string, units: bigint): void {
    this.ask(accountId, { type: 'Deposit', ...this.#funds(asset, units, 'deposit') });
  }

  /** @returns the withdrawal's id */
  withdraw(accountId: string, asset: string, units: bigint): string {
    this.ask(accountId, { type: 'Withdraw', ...this.#funds(asset, units, 'withdrawal') });
    return withdrawalIdOf(accountId, this.accountOf(accountId).revision);
  }

  /** Both halves: what is sent arrives. */
  transfer(from: string, to: string, asset: string, units: bigint): void {
    const funds = this.#funds(asset, units, 'transfer');
    this.ask(from, { type: 'Transfer', ...funds, to, recipient: 'open' });
    const { revision: sentRevision } = this.accountOf(from);
    const at = epochMs(this.nowMs);
    this.ask(to, { type: 'ReceiveTransfer', from, sentRevision, at, ...funds });
  }

  /** @returns the order's id */
  place(accountId: string, terms: OrderTerms): string {
    const placed = this.#place(accountId, terms);
    this.#match(placed);
    return idOfOrder(placed);
  }

  /** As {@link place}, but the outcomes after the first `shown` ones are appended only when they are released. */
  placeInParts(accountId: string, terms: OrderTerms, shown: number): Held & { orderId: string } {
    const placed = this.#place(accountId, terms);
    const rest = this.#matchPart(placed, shown);
    return { orderId: idOfOrder(placed), release: rest };
  }

  /** @returns the ids of the leg with a limit, and of the one that waits */
  placePair(accountId: string, { limit, stop, ...shared }: PairTerms): [string, string] {
    const symbol = 'BTC-USD';
    const market = marketIn(this.catalogue, symbol);
    const request = (terms: OrderTerms) => {
      this.#commands += 1;
      const clientOrderId = `c-${this.#commands}`;
      return { clientOrderId, terms: termsOf(terms, symbol, market) };
    };
    const placed = this.#decide(accountId, {
      type: 'PlaceOco',
      receivedAt: epochMs(this.nowMs),
      market: this.#view(symbol),
      legs: [request({ ...shared, ...limit }), request({ ...shared, ...stop })],
    });
    const [first, second] = placed;
    assert(first !== undefined && second !== undefined, 'a pair of the script is not denied');
    this.#match(first);
    this.#match(second);
    return [idOfOrder(first), idOfOrder(second)];
  }

  /** What an operator asks of a market. */
  request(to: MarketState, options: { dueInMs?: number; next?: 'open' | 'closed' } = {}): void {
    const symbol = 'BTC-USD';
    const { dueInMs, next } = options;
    const dueAt = dueInMs === undefined ? {} : { dueAt: this.#in(dueInMs) };
    const data = { at: this.#now(), symbol, to, ...dueAt, ...(next && { next }) };
    this.#match(this.#list(streams.instrument(symbol), { type: 'MarketStateRequested', data }));
  }

  /** Whatever is due until now happens. */
  advanceClock(): void {
    const data = { at: this.#now(), to: this.#now() };
    this.#match(this.#list(streams.clock, { type: 'ClockAdvanced', data }));
  }

  adoptRuleset(ruleset: number): void {
    const data = { at: this.#now(), ruleset };
    this.#match(this.#list(streams.venue, { type: 'RulesetAdopted', data }));
  }

  cancel(accountId: string, orderId: string): void {
    const receivedAt = epochMs(this.nowMs);
    this.#askMarket(accountId, { type: 'CancelOrder', receivedAt, orderId });
  }

  replace(accountId: string, orderId: string, terms: { price?: string; quantity?: string }): void {
    const { grid, instrument } = marketIn(this.catalogue, 'BTC-USD');
    const { price, quantity } = terms;
    this.#askMarket(accountId, {
      type: 'ReplaceOrder',
      receivedAt: epochMs(this.nowMs),
      orderId,
      market: { instrument },
      ...(price === undefined ? {} : { price: grid.parsePrice(price) as PriceTicks }),
      ...(quantity === undefined ? {} : { quantity: grid.parseQuantity(quantity) as QuantityLots }),
    });
  }

  cancelAll(accountId: string): void {
    this.#askMarket(accountId, { type: 'CancelOrders', receivedAt: epochMs(this.nowMs) });
  }

  /** An event as it is, wherever it is asked for. */
  appendRaw(stream: string, type: string, data: object, schemaVersion = 1): void {
    this.#append(stream, [{ type, data, schemaVersion }]);
  }

  /** Settles when all is on disk. */
  settled(): Promise<void> {
    return this.#log.settled();
  }

  #funds(asset: string, units: bigint, name: string) {
    this.#commands += 1;
    const amount = (units * 10n ** BigInt(this.catalogue.assets.get(asset) ?? 0)) as Minor;
    return { asset, amount, reference: `${name}-${this.#commands}` };
  }

  #now(): string {
    return this.#in(0);
  }

  #in(ms: number): string {
    return formatTime(epochMs(this.nowMs + ms));
  }

  #market(symbol: string): Market {
    const market = this.#markets.get(symbol);
    assert(market !== undefined, 'a market of the script is listed');
    return market;
  }

  #view(symbol: string) {
    const { grid, instrument } = marketIn(this.catalogue, symbol);
    return { instrument, referencePrice: grid.parsePrice('100') as PriceTicks };
  }

  #place(accountId: string, terms: OrderTerms): RecordedEvent {
    const { symbol = 'BTC-USD' } = terms;
    this.#commands += 1;
    const clientOrderId = terms.clientOrderId ?? `c-${this.#commands}`;
    const [placed] = this.#decide(accountId, {
      type: 'PlaceOrder',
      receivedAt: epochMs(this.nowMs),
      clientOrderId,
      terms: termsOf(terms, symbol, marketIn(this.catalogue, symbol)),
      market: this.#view(symbol),
    });
    assert(placed !== undefined, 'an order of the script is not denied');
    return placed;
  }

  #askMarket(accountId: string, command: AccountCommand): void {
    for (const asked of this.#decide(accountId, command)) this.#match(asked);
  }

  /** @returns what was appended: nothing when the command was denied */
  #decide(accountId: string, command: AccountCommand): readonly RecordedEvent[] {
    this.nowMs += 1;
    const state = this.#accounts.get(accountId) ?? account.initialState();
    const decided = account.decide(state, command, { now: epochMs(this.nowMs) });
    return decided.ok ? this.#record(accountId, decided.value) : [];
  }

  #record(accountId: string, events: readonly AccountEvent[]): readonly RecordedEvent[] {
    if (events.length === 0) return [];
    let state = this.#accounts.get(accountId) ?? account.initialState();
    for (const event of events) state = account.evolve(state, event);
    this.#accounts.set(accountId, state);
    const wire = events.map((event) => {
      const { type, data } = encodeAccountEvent(event, this.catalogue);
      // A copy, so that whoever reads it must decode it: nothing is known of it beforehand.
      return { type, data: structuredClone(data) };
    });
    return this.#append(streams.account(accountId), wire);
  }

  #match(event: RecordedEvent): void {
    this.#matchPart(event, Number.POSITIVE_INFINITY);
  }

  #matchPart(event: RecordedEvent, shown: number): () => void {
    const read = readInput(event, this.catalogue);
    assert(read !== undefined, 'what is matched is an input');
    const rests: (() => void)[] = [];
    for (const market of this.#markets.values()) {
      if (read.symbol !== undefined && read.symbol !== market.symbol) continue;
      const outcomes = apply(market, read.input);
      const first = outcomes.slice(0, shown);
      const last = outcomes.slice(shown);
      this.#publish(market.symbol, event, first, 0, outcomes.length);
      if (last.length === 0) continue;
      rests.push(() => this.#publish(market.symbol, event, last, shown, outcomes.length));
    }
    return () => {
      for (const rest of rests) rest();
    };
  }

  #publish(
    symbol: string,
    input: RecordedEvent,
    outcomes: readonly Outcome[],
    from: number,
    count: number,
  ): void {
    if (outcomes.length === 0) return;
    const market = marketIn(this.catalogue, symbol);
    const { at } = input.data as { readonly at: string };
    const stream = streams.market(symbol);
    const causation = { stream: input.stream, revision: input.revision };
    const wire = outcomes.map((outcome, offset) => {
      const index = from + offset;
      const place = { at, index, last: index === count - 1 };
      const { type, data } = encodeOutcome(outcome, place, market);
      return { type, data: structuredClone(data), causation };
    });
    const recorded = this.#append(stream, wire);
    for (const [offset, outcome] of outcomes.entries()) {
      this.#settle(symbol, (recorded[offset] as RecordedEvent).revision, input, outcome);
    }
    const { revision } = recorded.at(-1) as RecordedEvent;
    this.onInput?.(symbol, revision, shownBy(this.#market(symbol), market.grid));
  }

  #settle(symbol: string, marketRevision: number, input: EventRef, outcome: Outcome): void {
    for (const accountId of accountsSettledBy(outcome)) {
      const decided = account.decide(
        this.#accounts.get(accountId) ?? account.initialState(),
        {
          type: 'SettleOutcome',
          symbol,
          marketRevision,
          inputRevision: input.revision,
          at: epochMs(this.nowMs),
          outcome,
        },
        { now: epochMs(this.nowMs) },
      );
      assert(decided.ok, 'settling is never denied');
      this.#record(accountId, decided.value);
    }
  }

  #list(stream: string, event: { type: string; data: object }): RecordedEvent {
    this.nowMs += 1;
    const [recorded] = this.#append(stream, [event]);
    assert(recorded !== undefined, 'one event is one event');
    catalogueEvolve(this.catalogue, recorded);
    return recorded;
  }

  /** @returns the events, as far as they are known before they are on disk */
  #append(
    stream: string,
    events: readonly (Pick<NewEvent, 'type' | 'data'> & Partial<NewEvent>)[],
  ): readonly RecordedEvent[] {
    const expected = this.#revisions.get(stream) ?? -1;
    const full = events.map(
      (event): NewEvent => ({
        schemaVersion: NEWEST_VERSIONS[event.type as EventType],
        correlationId: `test-${this.#commands}`,
        ...event,
      }),
    );
    void this.#log.append(stream, expected, full).then((appended) => {
      assert(appended.ok, 'the venue is the only writer');
    });
    this.#revisions.set(stream, expected + events.length);
    return full.map((event, index) => {
      const revision = expected + 1 + index;
      return { ...event, stream, revision, hash: '', position: -1, recordedAtMs: this.nowMs };
    });
  }
}

function idOfOrder({ stream, revision }: RecordedEvent): string {
  return `${stream.slice('account-'.length)}.${revision}`;
}
