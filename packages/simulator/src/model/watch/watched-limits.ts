import type { Data } from '@truetape/contracts';

type Said = Data<'RiskThresholdCrossed'>;

/** A limit that is watched, as the log writes it. */
export interface WatchedLimit {
  readonly measure: Said['measure'];
  /** The quote asset whose markets are measured, or of a position its market. */
  readonly of: string;
  readonly limit: string;
  /** Whether it trips the kill switch. */
  readonly isHard: boolean;
}

const OF_ASSETS = [
  'grossNotional',
  'openNotional',
  'dailyLoss',
  'drawdown',
  'concentration',
] as const;

export function watchedLimits(limits: Data<'LimitsChanged'>['limits']): readonly WatchedLimit[] {
  const { assets, markets, hard } = limits;
  const limited = (measure: Said['measure'], of: string, limit: string | undefined) =>
    limit === undefined ? [] : [{ measure, of, limit, isHard: hard.includes(measure) }];
  return [
    ...OF_ASSETS.flatMap((measure) =>
      assets.flatMap((asset) => limited(measure, asset.asset, asset[measure])),
    ),
    ...markets.flatMap(({ symbol, position }) => limited('position', symbol, position)),
  ];
}
