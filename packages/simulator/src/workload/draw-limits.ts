import type { SetLimits } from '@truetape/contracts';
import type { Random } from '../random.ts';
import type { Ask } from './ask.ts';
import { type Drawing, lotsOf } from './drawing.ts';
import { MARKETS, type MarketSetup } from './markets.ts';

type Limits = Omit<SetLimits, 'scope'>;
type DrawLimits = (random: Random, market: MarketSetup) => Limits;

/** Of all markets in which it is the quote asset. */
const ofAsset =
  (name: Exclude<keyof NonNullable<SetLimits['assets']>[number], 'asset'>, ...usd: string[]) =>
  (random: Random): Limits => ({ assets: [{ asset: 'USD', [name]: random.pick(usd) }] });

const ofMarket =
  (name: 'orderQuantity' | 'position', most: number): DrawLimits =>
  (random, market) => {
    const { symbol } = market.definition;
    return { markets: [{ symbol, [name]: lotsOf(market, random.between(0, most)) }] };
  };

/** Every limit there is, so tight that it is reached soon. */
const LIMITS: readonly DrawLimits[] = [
  (random) => ({ allowedSymbols: [random.pick(MARKETS)?.definition.symbol ?? ''] }),
  (random) => ({ messagesPerSecond: random.between(0, 4) }),
  (random) => ({ openOrders: random.between(0, 6) }),
  (random) => ({ collar: random.pick(['0.01', '0.02', '0.005']) }),
  (random) => ({ duplicateWindowMs: random.pick([300, 700, 3_000]) }),
  ofMarket('orderQuantity', 100),
  ofMarket('position', 200),
  ofAsset('orderNotional', '50', '100', '500'),
  ofAsset('grossNotional', '50', '400', '2000'),
  ofAsset('dailyLoss', '0.01', '2', '20'),
  ofAsset('openNotional', '100', '2000'),
  ofAsset('drawdown', '0.5', '20'),
  ofAsset('concentration', '0.5', '0.9'),
];

const HARD = ['position', 'dailyLoss', 'grossNotional', 'openNotional'] as const;

/** Limits that cannot be: off their grid, or of what there is not. */
const WRONG: readonly Limits[] = [
  { allowedSymbols: ['BTC-ETH'] },
  { assets: [{ asset: 'USD', dailyLoss: '0.001' }] },
  { markets: [{ symbol: 'BTC-USD', position: '0.001' }] },
];

/** One or two limits in place of all that there were, and soon none again: there is more to see in an account that trades. */
export function drawLimits({ random, accountId, name }: Drawing): Ask {
  const market = random.pick(MARKETS) as MarketSetup;
  const body: SetLimits = {
    ...(random.chance(25) ? { scope: 'group' as const } : {}),
    ...(random.chance(8) ? { hard: [random.pick(HARD)] } : {}),
    ...(random.chance(60) ? random.pick(LIMITS)?.(random, market) : {}),
    ...(random.chance(30) ? random.pick(LIMITS)?.(random, market) : {}),
    ...(random.chance(4) ? random.pick(WRONG) : {}),
  };
  return { type: 'SetLimits', accountId, body, ...keyOf(random, name) };
}

const keyOf = (random: Random, name: string) =>
  random.chance(60) ? { idempotencyKey: `key-${name}` } : {};

/** What it has asked for before, under another name. */
export function drawAlike({ random, accountId, sent, name }: Drawing): Ask | undefined {
  const placed = sent.filter((ask) => ask.type === 'PlaceOrder');
  const ask = random.pick(placed.slice(-3));
  return ask && { ...ask, accountId, body: { ...ask.body, clientOrderId: name } };
}
