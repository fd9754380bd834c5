import { type Instrument, type MarketState, minor } from '@truetape/domain';
import { assert } from '@truetape/kernel';
import { Band } from './band.ts';
import { DISPLAY, DUE_AT, LIMIT_PRICE, MARK, OFFSET, PARTNER, RESERVE } from './extras.ts';
import { isOn } from './kill-switch.ts';
import { BUY, type Ladder, OLDEST, SELL, WORSE } from './ladder.ts';
import { type Auction, type Killed, Market } from './market.ts';
import {
  ACCOUNT,
  EXTRA,
  MAKER_RATE,
  NEWER,
  NONE,
  ORDER_NUMBER,
  PRICE,
  QUANTITY,
  REMAINING,
  REVISION,
  TAKER_RATE,
  TRAITS,
} from './orders.ts';
import { extraOf, partnerOf, stopsOf } from './stand.ts';
import { DUE, MAY_REST, PAIRED, SIDE, SPECIAL, TRAILING_STOP, typeOf, WAITING } from './traits.ts';

/** A market between two inputs. What follows from it is what would have followed without it. */
export interface Snapshot {
  readonly format: typeof FORMAT;
  /** See {@link stateOf}. */
  readonly state: string;
  /** The digest of the state. */
  readonly checksum: string;
}

/** What makes a short text of a long one: given by a shell, SHA-256 as a rule. */
export type Digest = (text: string) => string;

const FORMAT = 2;

export function snapshot(market: Market, digest: Digest): Snapshot {
  const state = stateOf(market);
  return { format: FORMAT, state, checksum: digest(state) };
}

/** @throws InvariantError when the snapshot is damaged, or of another format */
export function restore({ format, state, checksum }: Snapshot, digest: Digest): Market {
  assert(format === FORMAT, `a snapshot has format ${FORMAT}, not ${format}`);
  assert(digest(state) === checksum, 'a snapshot is what its checksum says');
  const stored = JSON.parse(state) as StoredMarket;
  const { symbol, instrument, window, auction, killed, ...facts } = stored.market;
  const count = (stored.asks.length + stored.bids.length + stored.waiting.length) / COLUMNS;
  const market = new Market(symbol, Math.max(256, count));
  Object.assign(market, facts);
  if (killed !== undefined) Object.assign(market.killed, killed);
  if (instrument !== null) {
    market.instrument = instrumentOf(instrument);
    market.band = market.instrument.priceBand && new Band(market.instrument);
    for (const price of window) market.band?.push(price);
  }
  if (auction !== null) market.auction = auction;
  restoreOrders(market, stored);
  return market;
}

/**
 * All that a market knows, as canonical text: equal inputs give equal texts. Orders stand worst price first and oldest
 * first, those that wait by their number, as `account, revision, order number, price, quantity, what they show, maker
 * rate, taker rate` one after the other; an account by its place in the list of accounts, which is sorted by name and
 * has its orders in the order in which they came to rest, by their places in all of these, and behind them the name of
 * the account that leads its owner group where that is another one. What is not as of a plain GTC
 * limit order stands apart, by its place: its traits, and where it is special `display, reserve, limit, offset, mark,
 * due, place of the partner`.
 */
export function stateOf(market: Market): string {
  const { instrument, band, auction, ...all } = market;
  const { names, places } = accountsWithOrders(market);
  const asks = slotsOn(market, market.asks);
  const bids = slotsOn(market, market.bids);
  const waiting = [...slotsOn(market, market.rising), ...slotsOn(market, market.falling)].sort(
    (one, other) => numberOf(market, one) - numberOf(market, other),
  );
  const standing = [...asks, ...bids, ...waiting];
  const placeOf = new Int32Array(market.orders.aside.length >> 2);
  standing.forEach((slot, place) => {
    placeOf[slot] = place;
  });
  const stored: StoredMarket = {
    market: {
      symbol: all.symbol,
      state: all.state,
      ruleset: all.ruleset,
      instrument: instrument === undefined ? null : storedInstrument(instrument),
      time: all.time,
      lastOrderNumber: all.lastOrderNumber,
      lastTradeNumber: all.lastTradeNumber,
      lastPrice: all.lastPrice,
      window: band?.prices() ?? [],
      auction: auction ?? null,
      ...(isOn(all.killed) ? { killed: all.killed } : {}),
    },
    accounts: names.map((name) => storedAccount(market, name, placeOf)),
    asks: columnsOf(market, asks, places),
    bids: columnsOf(market, bids, places),
    waiting: columnsOf(market, waiting, places),
    apart: standing.flatMap((slot) => apart(market, slot, placeOf)),
  };
  return JSON.stringify(stored);
}

interface StoredMarket {
  readonly market: {
    readonly symbol: string;
    readonly state: MarketState;
    readonly ruleset: number;
    readonly instrument: StoredInstrument | null;
    readonly time: number;
    readonly lastOrderNumber: number;
    readonly lastTradeNumber: number;
    readonly lastPrice: number;
    readonly window: readonly number[];
    readonly auction: Auction | null;
    /** Only while one is on: what a market without one is has been written down by those who knew none. */
    readonly killed?: Killed;
  };
  readonly accounts: readonly StoredAccount[];
  readonly asks: readonly number[];
  readonly bids: readonly number[];
  readonly waiting: readonly number[];
  readonly apart: readonly (readonly number[])[];
}

type StoredAccount = readonly [name: string, places: readonly number[], leader?: string];
type StoredInstrument = ReturnType<typeof storedInstrument>;

/** Numbers of an order in the text. */
const COLUMNS = 8;
/** Columns of `apart` that stand in `Extras` as they are. */
const KEPT = [DISPLAY, RESERVE, LIMIT_PRICE, OFFSET, MARK, DUE_AT] as const;

function accountsWithOrders({ accounts }: Market) {
  const names = accounts
    .names()
    .filter((name) => accounts.restingOf(accounts.find(name)).count > 0)
    .sort();
  const places = new Map(names.map((name, place) => [accounts.find(name), place]));
  return { names, places };
}

const numberOf = ({ orders }: Market, slot: number) =>
  orders.numbers[(slot << 3) | ORDER_NUMBER] as number;

function storedAccount({ accounts }: Market, name: string, placeOf: Int32Array): StoredAccount {
  const account = accounts.find(name);
  const places = [...accounts.restingOf(account)].map((slot) => placeOf[slot] as number);
  const leader = accounts.groups.leaderOf(account);
  return leader === account ? [name, places] : [name, places, accounts.nameOf(leader)];
}

/** The slots on one side, worst price first, oldest first. */
function slotsOn({ orders }: Market, ladder: Ladder): number[] {
  const { ints } = orders;
  const slots: number[] = [];
  for (const level of levelsOf(ladder).reverse()) {
    let slot = ladder.levelInts[(level << 3) | OLDEST] as number;
    for (; slot !== NONE; slot = ints[(slot << 4) | NEWER] as number) slots.push(slot);
  }
  return slots;
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

function columnsOf(
  { orders }: Market,
  slots: readonly number[],
  places: ReadonlyMap<number, number>,
): number[] {
  const { numbers, ints, aside } = orders;
  const flat: number[] = [];
  for (const slot of slots) {
    flat.push(
      places.get(ints[(slot << 4) | ACCOUNT] as number) as number,
      numbers[(slot << 3) | REVISION] as number,
      numbers[(slot << 3) | ORDER_NUMBER] as number,
      numbers[(slot << 3) | PRICE] as number,
      numbers[(slot << 3) | QUANTITY] as number,
      numbers[(slot << 3) | REMAINING] as number,
      aside[(slot << 2) | MAKER_RATE] as number,
      aside[(slot << 2) | TAKER_RATE] as number,
    );
  }
  return flat;
}

/** What a plain order has no need of; nothing where it is one. */
function apart(
  { orders, extras }: Market,
  slot: number,
  placeOf: Int32Array,
): readonly (readonly number[])[] {
  const traits = orders.ints[(slot << 4) | TRAITS] as number;
  if ((traits & ~SIDE) === MAY_REST) return [];
  const row = [placeOf[slot] as number, traits];
  if (!(traits & SPECIAL)) return [row];
  const extra = extraOf(orders, slot);
  const partner = traits & PAIRED ? (placeOf[partnerOf(orders, extras, slot)] as number) : NONE;
  return [[...row, ...KEPT.map((at) => extras.numbers[(extra << 3) | at] as number), partner]];
}

function restoreOrders(market: Market, stored: StoredMarket): void {
  const { asks, bids, waiting } = stored;
  const accounts = stored.accounts.map((account) => restoreAccount(market, account));
  const slots: number[] = [];
  for (const [columns, traits] of [
    [asks, SELL | MAY_REST],
    [bids, BUY | MAY_REST],
    [waiting, 0],
  ] as const) {
    for (let at = 0; at < columns.length; at += COLUMNS) {
      slots.push(restoreOrder(market, columns, at, accounts, traits));
    }
  }
  for (const row of stored.apart) restoreApart(market, row, slots);
  for (const slot of slots) stand(market, slot);
  stored.accounts.forEach(([, places], index) => {
    const own = market.accounts.restingOf(accounts[index] as number);
    for (const place of places) own.add(slots[place] as number);
  });
}

function restoreAccount({ accounts }: Market, [name, , leader = name]: StoredAccount): number {
  const account = accounts.numberOf(name);
  accounts.groups.join(account, accounts.numberOf(leader));
  return account;
}

function restoreOrder(
  market: Market,
  stored: readonly number[],
  at: number,
  accounts: readonly number[],
  traits: number,
): number {
  const slot = market.orders.allocate();
  const { numbers, ints, aside } = market.orders;
  const account = accounts[stored[at] as number] as number;
  const revision = stored[at + 1] as number;
  ints[(slot << 4) | ACCOUNT] = account;
  ints[(slot << 4) | TRAITS] = traits;
  numbers[(slot << 3) | REVISION] = revision;
  numbers[(slot << 3) | ORDER_NUMBER] = stored[at + 2] as number;
  numbers[(slot << 3) | PRICE] = stored[at + 3] as number;
  numbers[(slot << 3) | QUANTITY] = stored[at + 4] as number;
  numbers[(slot << 3) | REMAINING] = stored[at + 5] as number;
  aside[(slot << 2) | MAKER_RATE] = stored[at + 6] as number;
  aside[(slot << 2) | TAKER_RATE] = stored[at + 7] as number;
  assert(market.live.add(account, revision, slot), 'a snapshot has an order once');
  return slot;
}

function restoreApart(market: Market, row: readonly number[], slots: readonly number[]): void {
  const { orders, extras, dues } = market;
  const [place, traits = 0, ...columns] = row;
  const slot = slots[place as number] as number;
  orders.ints[(slot << 4) | TRAITS] = traits;
  if (!(traits & SPECIAL)) return;
  const extra = extras.allocate();
  orders.aside[(slot << 2) | EXTRA] = extra;
  KEPT.forEach((at, column) => {
    extras.numbers[(extra << 3) | at] = columns[column] as number;
  });
  extras.ints[(extra << 4) | PARTNER] = slots[columns[KEPT.length] as number] ?? NONE;
  if (traits & DUE) dues.add(slot);
}

/** Puts an order where it stood. */
function stand(market: Market, slot: number): void {
  const { orders, extras, trailing } = market;
  const traits = orders.ints[(slot << 4) | TRAITS] as number;
  if (traits & WAITING) {
    stopsOf(market, traits & SIDE).rest(slot, 0);
    if (typeOf(traits) === TRAILING_STOP) trailing.add(slot);
    return;
  }
  const shown = orders.numbers[(slot << 3) | REMAINING] as number;
  const reserve =
    traits & SPECIAL ? (extras.numbers[(extraOf(orders, slot) << 3) | RESERVE] as number) : 0;
  (traits & SIDE ? market.asks : market.bids).rest(slot, shown + reserve);
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
