import { shareOfWhole } from '../value/arithmetic.ts';
import { type Asset, type MarketSymbol, type Minor, NOTHING } from '../value/units.ts';
import type { Limits, Watched } from './limits.ts';
import type { MarkOf } from './marks.ts';
import {
  dayPnlIn,
  exposureIn,
  grossNotional,
  type Holdings,
  netsIn,
  netsOf,
  worstLots,
} from './measures.ts';

/** What risk is measured on: an account, or all accounts of an owner group together, at one moment. */
export interface RiskContext {
  readonly holdings: readonly Holdings[];
  readonly day: number;
  readonly markOf: MarkOf;
  /** The best profit of the day so far, for the drawdown; where nobody followed it, nothing. */
  readonly bestOf?: (asset: Asset) => Minor;
}

/** A quote asset and all markets in it, or for a position one market. */
export type Subject = Asset | MarketSymbol;

/** A measure, which the limit of the same name bounds. */
export interface Measured {
  readonly measure: Watched;
  readonly of: Subject;
  /**
   * Minor units of the asset; lots for a position; a share in units of 1e-8 for a concentration. Undefined while a mark
   * is missing that it needs.
   */
  readonly value: bigint | undefined;
  /** In the same units. */
  readonly limit: bigint | undefined;
}

interface Measure {
  readonly per: 'asset' | 'market';
  readonly limit: (limits: Limits, of: Subject) => number | bigint | undefined;
  readonly value: (of: Subject, context: RiskContext) => bigint | undefined;
}

/** Everything that is watched: where its limit stands, and how it is measured. */
const MEASURES: Readonly<Record<Watched, Measure>> = {
  grossNotional: {
    per: 'asset',
    limit: ({ assets }, of) => assets.get(of)?.grossNotional,
    value: (of, { holdings, markOf }) => grossNotional(netsIn(holdings, of), markOf),
  },
  openNotional: {
    per: 'asset',
    limit: ({ assets }, of) => assets.get(of)?.openNotional,
    value: (of, { holdings }) =>
      holdings
        .flatMap((each) => [...each.values()])
        .filter(({ units }) => units.quote === of)
        .reduce((sum, { interest }) => sum + interest.notional, 0n),
  },
  dailyLoss: {
    per: 'asset',
    limit: ({ assets }, of) => assets.get(of)?.dailyLoss,
    value: (of, context) => below(0n, pnlOf(of, context)),
  },
  drawdown: {
    per: 'asset',
    limit: ({ assets }, of) => assets.get(of)?.drawdown,
    value: (of, context) => below(context.bestOf?.(of) ?? NOTHING, pnlOf(of, context)),
  },
  concentration: {
    per: 'asset',
    limit: ({ assets }, of) => assets.get(of)?.concentrationRate,
    value: (of, { holdings, markOf }) => concentration(netsIn(holdings, of), markOf),
  },
  position: {
    per: 'market',
    limit: ({ markets }, of) => markets.get(of)?.position,
    value: (of, { holdings }) => {
      const net = netsOf(holdings, ({ symbol }) => symbol === of)[0];
      return net === undefined ? 0n : worstLots(net);
    },
  },
};

const NAMES = Object.keys(MEASURES) as readonly Watched[];

/** Every measure of what is held and of what is limited, with its limit where there is one. */
export function riskOf(limits: Limits, context: RiskContext): readonly Measured[] {
  const held = context.holdings.flatMap((each) => [...each.values()]);
  const subjects = {
    asset: new Set([...held.map(({ units }) => units.quote), ...limits.assets.keys()]),
    market: new Set([...held.map(({ units }) => units.symbol), ...limits.markets.keys()]),
  };
  return NAMES.flatMap((measure) =>
    [...subjects[MEASURES[measure].per]].map((of): Measured => {
      const value = measureOf({ measure, of }, context);
      return { measure, of, value, limit: limitOf(limits, measure, of) };
    }),
  );
}

/** A measure that is limited. */
export interface Limited {
  readonly measure: Watched;
  readonly of: Subject;
  readonly limit: bigint;
}

/** Every measure that these limits bound. */
export function limitedBy(limits: Limits): readonly Limited[] {
  const subjects = { asset: [...limits.assets.keys()], market: [...limits.markets.keys()] };
  return NAMES.flatMap((measure) =>
    subjects[MEASURES[measure].per].flatMap((of): readonly Limited[] => {
      const limit = limitOf(limits, measure, of);
      return limit === undefined ? [] : [{ measure, of, limit }];
    }),
  );
}

/** As {@link Measured.value}. */
export function measureOf(
  { measure, of }: Pick<Measured, 'measure' | 'of'>,
  context: RiskContext,
): bigint | undefined {
  return MEASURES[measure].value(of, context);
}

function limitOf(limits: Limits, measure: Watched, of: Subject): bigint | undefined {
  const limit = MEASURES[measure].limit(limits, of);
  return limit === undefined ? undefined : BigInt(limit);
}

const pnlOf = (of: Subject, { holdings, day, markOf }: RiskContext) =>
  dayPnlIn(holdings, of, day, markOf);

/** By how much something is below the best there was; nothing where it is the best itself. */
function below(best: bigint, now: bigint | undefined): bigint | undefined {
  if (now === undefined) return undefined;
  return now < best ? best - now : 0n;
}

/** The share of the exposure that lies in the market where most of it does. */
function concentration(nets: ReturnType<typeof netsIn>, markOf: MarkOf): bigint | undefined {
  const gross = grossNotional(nets, markOf);
  if (gross === undefined) return undefined;
  if (gross === 0n) return 0n;
  const largest = nets
    .map((net) => exposureIn(net, markOf) ?? 0n)
    .reduce((most, exposure) => (exposure > most ? exposure : most), 0n);
  return shareOfWhole(largest, gross);
}
