import { type Instrument, type MarketState, minor } from '@truetape/domain';
import { assert } from '@truetape/kernel';
import { type Ladder, LEVEL_PRICE, OLDEST, WORSE } from './ladder.ts';
import { Market, RULESET } from './market.ts';
import {
  ACCOUNT,
  MAKER_RATE,
  NEWER,
  NONE,
  ORDER_NUMBER,
  PRICE,
  QUANTITY,
  REMAINING,
  REVISION,
  SIDE,
  TAKER_RATE,
} from './orders.ts';

/** A market between two inputs. What follows from it is what would have followed without it. */
export interface Snapshot {
  readonly format: typeof FORMAT;
  readonly ruleset: number;
  /** See {@link stateOf}. */
  readonly state: string;
  /** The digest of the state. */
  readonly checksum: string;
}

/** What makes a short text of a long one: given by a shell, SHA-256 as a rule. */
export type Digest = (text: string) => string;

const FORMAT = 1;

export function snapshot(market: Market, digest: Digest): Snapshot {
  const state = stateOf(market);
  return { format: FORMAT, ruleset: RULESET, state, checksum: digest(state) };
}

/** @throws InvariantError when the snapshot is damaged, or of another format or ruleset */
export function restore({ format, ruleset, state, checksum }: Snapshot, digest: Digest): Market {
  assert(format === FORMAT, `a snapshot has format ${FORMAT}, not ${format}`);
  assert(ruleset === RULESET, `a snapshot has ruleset ${RULESET}, not ${ruleset}`);
  assert(digest(state) === checksum, 'a snapshot is what its checksum says');
  const stored = JSON.parse(state) as StoredMarket;
  const capacity = Math.max(256, (stored.asks.length + stored.bids.length) / COLUMNS);
  const market = new Market(stored.symbol, capacity);
  market.state = stored.state;
  market.instrument = stored.instrument === null ? undefined : instrumentOf(stored.instrument);
  market.lastOrderNumber = stored.lastOrderNumber;
  market.lastTradeNumber = stored.lastTradeNumber;
  const accounts = stored.accounts.map(([name]) => market.accounts.numberOf(name));
  const slots = new Map<number, number>();
  for (const [ladder, stands] of [
    [market.asks, stored.asks],
    [market.bids, stored.bids],
  ] as const) {
    for (let at = 0; at < stands.length; at += COLUMNS) {
      slots.set(stands[at + 2] as number, restoreOrder(market, ladder, stands, at, accounts));
    }
  }
  stored.accounts.forEach(([, orderNumbers], index) => {
    const own = market.accounts.restingOf(accounts[index] as number);
    for (const orderNumber of orderNumbers) own.add(slots.get(orderNumber) as number);
  });
  return market;
}

/**
 * All that a market knows, as canonical text: equal inputs give equal texts. Orders stand worst price first and oldest
 * first, as `account, revision, order number, price, quantity, remaining, maker rate, taker rate` one after the other;
 * an account by its place in the list of accounts, which is sorted by name and has their order numbers in the order in
 * which they came to rest.
 */
export function stateOf(market: Market): string {
  const { symbol, state, instrument, lastOrderNumber, lastTradeNumber } = market;
  const { names, places } = accountsWithOrders(market);
  const stored: StoredMarket = {
    symbol,
    state,
    instrument: instrument === undefined ? null : storedInstrument(instrument),
    lastOrderNumber,
    lastTradeNumber,
    accounts: names.map((name) => [name, orderNumbersOf(market, name)]),
    asks: ordersOf(market, market.asks, places),
    bids: ordersOf(market, market.bids, places),
  };
  return JSON.stringify(stored);
}

interface StoredMarket {
  readonly symbol: string;
  readonly state: MarketState;
  readonly instrument: StoredInstrument | null;
  readonly lastOrderNumber: number;
  readonly lastTradeNumber: number;
  readonly accounts: readonly (readonly [name: string, orderNumbers: readonly number[]])[];
  readonly asks: readonly number[];
  readonly bids: readonly number[];
}

type StoredInstrument = ReturnType<typeof storedInstrument>;

/** Numbers of an order in the text. */
const COLUMNS = 8;

function accountsWithOrders({ accounts }: Market) {
  const names = accounts
    .names()
    .filter((name) => accounts.restingOf(accounts.find(name)).count > 0)
    .sort();
  const places = new Map(names.map((name, place) => [accounts.find(name), place]));
  return { names, places };
}

function orderNumbersOf({ accounts, orders }: Market, name: string): number[] {
  const own = accounts.restingOf(accounts.find(name));
  return [...own].map((slot) => orders.numbers[(slot << 3) | ORDER_NUMBER] as number);
}

function ordersOf({ orders }: Market, ladder: Ladder, places: ReadonlyMap<number, number>) {
  const { numbers, ints, rates } = orders;
  const flat: number[] = [];
  for (const level of levelsOf(ladder).reverse()) {
    const price = ladder.levelNumbers[(level << 2) | LEVEL_PRICE] as number;
    let slot = ladder.levelInts[(level << 3) | OLDEST] as number;
    for (; slot !== NONE; slot = ints[(slot << 4) | NEWER] as number) {
      flat.push(
        places.get(ints[(slot << 4) | ACCOUNT] as number) as number,
        numbers[(slot << 3) | REVISION] as number,
        numbers[(slot << 3) | ORDER_NUMBER] as number,
        price,
        numbers[(slot << 3) | QUANTITY] as number,
        numbers[(slot << 3) | REMAINING] as number,
        rates[(slot << 1) | MAKER_RATE] as number,
        rates[(slot << 1) | TAKER_RATE] as number,
      );
    }
  }
  return flat;
}

/** Best first. Some may be empty. */
function levelsOf(ladder: Ladder): number[] {
  const levels: number[] = [];
  let level = ladder.best;
  for (; level !== NONE; level = ladder.levelInts[(level << 3) | WORSE] as number) {
    levels.push(level);
  }
  return levels;
}

function restoreOrder(
  market: Market,
  ladder: Ladder,
  stored: readonly number[],
  at: number,
  accounts: readonly number[],
): number {
  const slot = market.orders.allocate();
  const { numbers, ints, rates } = market.orders;
  const account = accounts[stored[at] as number] as number;
  const revision = stored[at + 1] as number;
  ints[(slot << 4) | ACCOUNT] = account;
  ints[(slot << 4) | SIDE] = ladder.side;
  numbers[(slot << 3) | REVISION] = revision;
  numbers[(slot << 3) | ORDER_NUMBER] = stored[at + 2] as number;
  numbers[(slot << 3) | PRICE] = stored[at + 3] as number;
  numbers[(slot << 3) | QUANTITY] = stored[at + 4] as number;
  numbers[(slot << 3) | REMAINING] = stored[at + 5] as number;
  rates[(slot << 1) | MAKER_RATE] = stored[at + 6] as number;
  rates[(slot << 1) | TAKER_RATE] = stored[at + 7] as number;
  ladder.rest(slot);
  assert(market.live.add(account, revision, slot), 'a snapshot has an order once');
  return slot;
}

function storedInstrument(instrument: Instrument) {
  const { units, minNotional, maxNotional, ...rest } = instrument;
  return {
    ...rest,
    units: { ...units, notionalUnit: `${units.notionalUnit}`, lotUnit: `${units.lotUnit}` },
    minNotional: `${minNotional}`,
    maxNotional: `${maxNotional}`,
  };
}

function instrumentOf({ units, minNotional, maxNotional, ...rest }: StoredInstrument): Instrument {
  const { notionalUnit, lotUnit } = units;
  return {
    ...rest,
    units: { ...units, notionalUnit: BigInt(notionalUnit), lotUnit: BigInt(lotUnit) },
    minNotional: minor(BigInt(minNotional)),
    maxNotional: minor(BigInt(maxNotional)),
  };
}
