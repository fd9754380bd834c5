import type { Data } from '@truetape/contracts';
import { type Atto, atto } from '../decimal.ts';

type Wire = Data<'LimitsChanged'>['limits'];

/** Limits as `LimitsChanged` says them, in the units of the model. */
export interface ModelLimits extends Pick<Wire, 'duplicateWindowMs' | 'openOrders'> {
  readonly allowedSymbols: Wire['allowedSymbols'];
  readonly messagesPerSecond: Wire['messagesPerSecond'];
  readonly collar: Atto | undefined;
  /** By market and by quote asset; without an entry there is none. */
  readonly orderQuantity: ReadonlyMap<string, Atto>;
  readonly position: ReadonlyMap<string, Atto>;
  readonly orderNotional: ReadonlyMap<string, Atto>;
  readonly grossNotional: ReadonlyMap<string, Atto>;
  readonly dailyLoss: ReadonlyMap<string, Atto>;
}

export function modelLimits({ assets, markets, collar, ...rest }: Wire): ModelLimits {
  const byMarket = (of: (market: Wire['markets'][number]) => string | undefined) =>
    amounts(markets.map((market) => [market.symbol, of(market)]));
  const byAsset = (of: (asset: Wire['assets'][number]) => string | undefined) =>
    amounts(assets.map((asset) => [asset.asset, of(asset)]));
  return {
    ...rest,
    allowedSymbols: rest.allowedSymbols,
    messagesPerSecond: rest.messagesPerSecond,
    collar: collar === undefined ? undefined : atto(collar),
    orderQuantity: byMarket(({ orderQuantity }) => orderQuantity),
    position: byMarket(({ position }) => position),
    orderNotional: byAsset(({ orderNotional }) => orderNotional),
    grossNotional: byAsset(({ grossNotional }) => grossNotional),
    dailyLoss: byAsset(({ dailyLoss }) => dailyLoss),
  };
}

const amounts = (entries: readonly (readonly [of: string, amount: string | undefined])[]) =>
  new Map(
    entries.flatMap(([of, amount]) => (amount === undefined ? [] : [[of, atto(amount)] as const])),
  );

export const NO_LIMITS = modelLimits({ assets: [], hard: [], markets: [] });
