import type { LimitsScope } from '../../account/control-commands.ts';
import {
  type AccountId,
  type Asset,
  type EpochMs,
  type Minor,
  NOTHING,
} from '../../value/units.ts';
import type { Limits, Watched } from '../limits.ts';
import { type Limited, limitedBy, measureOf, type RiskContext } from '../measured.ts';
import { dayPnlIn } from '../measures.ts';
import { crossed, type Level, levelOf } from '../thresholds.ts';
import type { RiskKillSwitchRequested, RiskThresholdCrossed } from './event.ts';

/** Limits that are watched, and how far each measure has come. Changed in place by whoever owns it. */
export interface WatchedBound {
  readonly accountId: AccountId;
  readonly scope: LimitsScope;
  readonly limited: readonly Limited[];
  readonly hard: readonly Watched[];
  /** Of what has reached a threshold, by {@link nameOf}. */
  readonly levels: Map<string, Level>;
  /** The best profit of the day, where it was above nothing and a drawdown is limited. */
  readonly bests: Map<Asset, Minor>;
}

const nameOf = ({ measure, of }: Pick<Limited, 'measure' | 'of'>) => `${measure} ${of}`;

/**
 * The bound that new limits make: a measure that stays limited stays at its level until it is looked at again.
 *
 * @returns undefined where nothing of it is watched
 */
export function boundBy(
  limits: Limits,
  of: Pick<WatchedBound, 'accountId' | 'scope'>,
  before: Pick<WatchedBound, 'levels' | 'bests'> | undefined,
): WatchedBound | undefined {
  const limited = limitedBy(limits);
  if (limited.length === 0) return undefined;
  const names = new Set(limited.map(nameOf));
  const levels = [...(before?.levels ?? [])].filter(([name]) => names.has(name));
  const { hard } = limits;
  return { ...of, limited, hard, levels: new Map(levels), bests: new Map(before?.bests) };
}

type Raised = RiskThresholdCrossed | RiskKillSwitchRequested;

/** Measures anew. A measure that needs a mark that is missing stays where it was. */
export function raise(
  bound: WatchedBound,
  around: Omit<RiskContext, 'bestOf'>,
  at: EpochMs,
): readonly Raised[] {
  noteBests(bound, around);
  const context = { ...around, bestOf: (asset: Asset) => bound.bests.get(asset) ?? NOTHING };
  return bound.limited.flatMap((limited): readonly Raised[] => {
    const value = measureOf(limited, context);
    if (value === undefined) return [];
    const from = bound.levels.get(nameOf(limited)) ?? 0;
    const to = levelOf(value, limited.limit);
    setLevel(bound, limited, to);
    const { accountId, scope, hard } = bound;
    const of = { at, accountId, scope, ...limited, value };
    const raised = crossed(from, to).map(
      (percent) => ({ type: 'RiskThresholdCrossed', ...of, percent }) as const,
    );
    const trips = from < 100 && to === 100 && hard.includes(limited.measure);
    return trips ? [...raised, { type: 'RiskKillSwitchRequested', ...of }] : raised;
  });
}

function setLevel({ levels }: WatchedBound, limited: Limited, level: Level): void {
  if (level === 0) levels.delete(nameOf(limited));
  else levels.set(nameOf(limited), level);
}

function noteBests(
  { limited, bests }: WatchedBound,
  { holdings, day, markOf }: Omit<RiskContext, 'bestOf'>,
): void {
  for (const { measure, of } of limited) {
    if (measure !== 'drawdown') continue;
    const pnl = dayPnlIn(holdings, of, day, markOf);
    if (pnl !== undefined && pnl > (bests.get(of) ?? NOTHING)) bests.set(of, pnl);
  }
}
