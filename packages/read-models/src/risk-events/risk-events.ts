import { idOf } from '@truetape/contracts';
import { assert } from '@truetape/kernel';
import type { ReadModel } from '../framework/read-model.ts';
import { recordedAt } from '../framework/recorded-at.ts';
import { riskEventsTable } from './risk-events-table.ts';

export const riskEvents: ReadModel = {
  name: 'risk_events',
  tables: [riskEventsTable],
  start: () => ({
    apply: (event, rows) => {
      if (event.type !== 'RiskThresholdCrossed' && event.type !== 'RiskKillSwitchRequested') return;
      const { data, stream, revision, causation } = event;
      const accountId = idOf('risk', stream);
      assert(accountId !== undefined, 'what the risk watch says stands in the stream of a risk');
      rows.put(riskEventsTable, {
        account_id: accountId,
        revision,
        type: event.type,
        scope: data.scope,
        measure: data.measure,
        asset: data.asset ?? null,
        symbol: data.symbol ?? null,
        value: data.value,
        limit_value: data.limit,
        percent: event.type === 'RiskThresholdCrossed' ? event.data.percent : null,
        cause_stream: causation?.stream ?? null,
        cause_revision: causation?.revision ?? null,
        at: data.at,
        recorded_at: recordedAt(event),
      });
    },
  }),
};
