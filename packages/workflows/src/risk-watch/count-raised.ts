import type { Data } from '@truetape/contracts';
import type { NewEvent } from '@truetape/kernel';
import type { Metrics } from '@truetape/observability';

/** Counts what the risk watch has said, where that is appended. */
export function countRaised(
  { riskThresholds, riskTrips }: Metrics,
  events: readonly NewEvent[],
): void {
  for (const { type, data } of events) {
    if (type === 'RiskThresholdCrossed') {
      const { measure, percent } = data as Data<'RiskThresholdCrossed'>;
      riskThresholds.labels(measure, `${percent}`).increment();
    } else if (type === 'RiskKillSwitchRequested') {
      riskTrips.labels((data as Data<'RiskKillSwitchRequested'>).measure).increment();
    }
  }
}
