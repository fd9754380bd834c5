import type { Asset, MarketSymbol, Minor, QuantityLots, RateE8 } from '../value/units.ts';

/**
 * What an account, or an owner group together, may do at most. What is left out is not limited. They are set whole and
 * hold from the log position of their event on.
 */
export interface Limits {
  /** Orders may be placed in these markets only. */
  readonly allowedSymbols?: readonly MarketSymbol[];
  /** Orders, replaces and cancels within any second; cancels count and are never refused. */
  readonly messagesPerSecond?: number;
  readonly openOrders?: number;
  /** How far beyond the reference price an order may trade, as a share of it. */
  readonly collarRate?: RateE8;
  /** An order that says the same as another one placed so shortly before is taken for a mistake. */
  readonly duplicateWindowMs?: number;
  readonly markets: ReadonlyMap<MarketSymbol, MarketLimits>;
  /** Of all markets together in which this asset is the quote. */
  readonly assets: ReadonlyMap<Asset, AssetLimits>;
  /** What trips the kill switch of the account when it reaches its limit. */
  readonly hard: readonly Watched[];
}

export interface MarketLimits {
  /** Of one order. */
  readonly orderQuantity?: QuantityLots;
  /** Net bought or net sold, open orders counted as filled. */
  readonly position?: QuantityLots;
}

export interface AssetLimits {
  /** Of one order, at the worst price it may trade at. */
  readonly orderNotional?: Minor;
  /** What all positions are worth, open orders counted as filled. */
  readonly grossNotional?: Minor;
  /** What open orders are worth at the worst price each may trade at. */
  readonly openNotional?: Minor;
  /** Loss since the day began, on paper or not, fees included. */
  readonly dailyLoss?: Minor;
  /** Loss since the best moment of the day. */
  readonly drawdown?: Minor;
  /** Share of the exposure that may lie in one market. */
  readonly concentrationRate?: RateE8;
}

/** What the risk watch follows. */
export type Watched =
  | 'grossNotional'
  | 'openNotional'
  | 'dailyLoss'
  | 'drawdown'
  | 'concentration'
  | 'position';

/** The same text for the same limits. */
export function limitsText(limits: Limits): string {
  const { markets, assets, ...rest } = limits;
  return [rest, ...markets, ...assets].map(textOf).join(';');
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${name}:${textOf(member)}`).join(',')}}`;
}

export const NO_LIMITS: Limits = { markets: new Map(), assets: new Map(), hard: [] };

/** No account has more open orders than this. */
export const OPEN_ORDERS_MAX = 200_000;
