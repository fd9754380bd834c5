import type { MarketUnits } from '../instrument/instrument.ts';
import type { Side } from '../order/terms.ts';
import { dayPnl } from '../position/pnl.ts';
import { type Position, todayOf } from '../position/position.ts';
import { type Asset, type MarketSymbol, type Minor, minor } from '../value/units.ts';
import type { Mark, MarkOf } from './marks.ts';
import type { OpenInterest } from './open-interest.ts';

/** What an account has in one market. */
export interface Holding {
  readonly units: MarketUnits;
  readonly position: Position;
  readonly interest: OpenInterest;
}

/** What an account has, by market. Risk is measured on one of them, or on those of an owner group together. */
export type Holdings = ReadonlyMap<MarketSymbol, Holding>;

/** What an order would add. */
export interface Added {
  readonly units: MarketUnits;
  readonly side: Side;
  readonly lots: bigint;
  /** Of an order for money. */
  readonly money: bigint;
}

/** Net lots of a market in all holdings together, and what may still be bought and sold. */
export interface Net {
  readonly units: MarketUnits;
  lots: bigint;
  toBuy: bigint;
  toSell: bigint;
  money: bigint;
}

/** The nets of all markets in which an asset is the quote. */
export function netsIn(all: readonly Holdings[], asset: Asset, added?: Added): readonly Net[] {
  return netsOf(all, ({ quote }) => quote === asset, added);
}

/** The nets of some markets. */
export function netsOf(
  all: readonly Holdings[],
  isWanted: (units: MarketUnits) => boolean,
  added?: Added,
): readonly Net[] {
  const nets = new Map<MarketSymbol, Net>();
  const netOf = (units: MarketUnits): Net => {
    const net = nets.get(units.symbol) ?? { units, lots: 0n, toBuy: 0n, toSell: 0n, money: 0n };
    nets.set(units.symbol, net);
    return net;
  };
  for (const holdings of all) {
    for (const { units, position, interest } of holdings.values()) {
      if (!isWanted(units)) continue;
      const net = netOf(units);
      net.lots += position.open.lots;
      net.toBuy += interest.toBuy;
      net.toSell += interest.toSell;
      net.money += interest.money;
    }
  }
  if (added !== undefined) {
    const net = netOf(added.units);
    net[added.side === 'buy' ? 'toBuy' : 'toSell'] += added.lots;
    net.money += added.money;
  }
  return [...nets.values()];
}

/** The larger of what would be bought and what would be sold net, open orders counted as filled. */
export function worstLots({ lots, toBuy, toSell }: Net): bigint {
  const [long, short] = [lots + toBuy, toSell - lots];
  return long > short ? long : short;
}

/** What a net is worth at its mark, open orders counted as filled in the worse direction. Without a mark undefined. */
export function exposureIn(net: Net, markOf: MarkOf): bigint | undefined {
  const lots = worstLots(net);
  if (lots === 0n) return net.money;
  const mark = markOf(net.units.symbol);
  return mark && net.money + lots * BigInt(mark.price) * net.units.notionalUnit;
}

/** What all nets are worth together. Undefined when a mark is missing that is needed. */
export function grossNotional(nets: readonly Net[], markOf: MarkOf): Minor | undefined {
  let gross = 0n;
  for (const net of nets) {
    const exposure = exposureIn(net, markOf);
    if (exposure === undefined) return undefined;
    gross += exposure;
  }
  return minor(gross);
}

/**
 * Profit and loss of a day in all markets of a quote asset, fees included.
 *
 * @returns undefined when a mark is missing that is needed
 */
export function dayPnlIn(
  all: readonly Holdings[],
  asset: Asset,
  day: number,
  markOf: MarkOf,
): Minor | undefined {
  let pnl = 0n;
  for (const holdings of all) {
    for (const { units, position } of holdings.values()) {
      if (units.quote !== asset) continue;
      const mark = isPriced(position, day) ? markOf(units.symbol) : WORTHLESS;
      if (mark === undefined) return undefined;
      pnl += dayPnl(position, day, { now: mark.price, atDayStart: mark.atDayStart }, units);
    }
  }
  return minor(pnl);
}

/** Whether a price matters to what a day has brought. */
const isPriced = (position: Position, day: number) =>
  position.open.lots !== 0n || todayOf(position, day).atDayStart.lots !== 0n;

const WORTHLESS = { price: 0, atDayStart: 0 } as Mark;
