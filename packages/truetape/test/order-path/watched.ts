import {
  type Limits,
  type LimitsScope,
  type MarketSymbol,
  minor,
  NO_LIMITS,
} from '@truetape/domain';
import { type MemoryLog, START } from '@truetape/event-store';
import { createMetrics, type Metrics } from '@truetape/observability';
import { appendWatchTo, createRiskWatch, type RiskWatch } from '@truetape/workflows';
import { execute, logger, type Running, SYMBOL } from './support.ts';

/** A risk watch beside an order path: it reads what is on disk, as one in a process of its own does. */
export async function watchOn(
  log: MemoryLog,
  metrics: Metrics = createMetrics({ processMetrics: false }),
): Promise<RiskWatch> {
  const watch = createRiskWatch({ append: appendWatchTo(log), logger, metrics });
  const subscription = await new Promise<ReturnType<MemoryLog['subscribeAll']>>((live, fail) => {
    const made = log.subscribeAll({
      after: START,
      onEvents: watch.onEvents,
      onCaughtUp: () => live(made),
      onFailure: fail,
    });
  });
  watch.goLive();
  const stop = async () => {
    await watch.stop();
    await subscription.stop();
  };
  return { ...watch, stop };
}

/** In whole dollars, which have four decimals here. */
export const dollars = (amount: number) => minor(BigInt(amount) * 10_000n);

export const inUsd = (of: Readonly<Record<string, unknown>>): Partial<Limits> => ({
  assets: new Map([['USD', of]]),
});

export const inMarket = (position: number): Partial<Limits> => ({
  markets: new Map<MarketSymbol, object>([[SYMBOL, { position }]]),
});

export function limit(
  { accounts }: Running,
  accountId: string,
  limits: Partial<Limits>,
  scope: LimitsScope = 'account',
) {
  const all = { ...NO_LIMITS, ...limits };
  const receivedAt = 1_000 as never;
  return execute(accounts, accountId, { type: 'SetLimits', receivedAt, scope, limits: all });
}
