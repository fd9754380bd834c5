import { assert } from '@truetape/kernel';
import type { EventOf, LogEvent } from '../framework/log-event.ts';
import type { ReadModel } from '../framework/read-model.ts';
import type { Json, RowOf } from '../framework/table.ts';
import { correctionsTable } from './corrections-table.ts';

type CorrectionRow = RowOf<typeof correctionsTable.columns>;

export const corrections: ReadModel = {
  name: 'corrections',
  tables: [correctionsTable],
  start: () => {
    /** Nobody has decided these. */
    const proposed = new Map<number, CorrectionRow>();
    return {
      apply: (event, rows) => {
        const row = changedBy(event, proposed);
        if (row === undefined) return;
        if (row.status === 'proposed') proposed.set(row.proposal_revision, row);
        else proposed.delete(row.proposal_revision);
        rows.put(correctionsTable, row);
      },
      restore: (_table, row) => {
        proposed.set(row.proposal_revision as number, row as CorrectionRow);
      },
    };
  },
};

type Proposed = ReadonlyMap<number, CorrectionRow>;

function changedBy(event: LogEvent, proposed: Proposed): CorrectionRow | undefined {
  switch (event.type) {
    case 'CorrectionProposed':
      return proposal(event);
    case 'CorrectionApproved':
      return { ...decided(event, proposed), status: 'approved' };
    case 'CorrectionRejected':
      return {
        ...decided(event, proposed),
        status: 'rejected',
        rejected_because: event.data.reason,
      };
    default:
      return undefined;
  }
}

function proposal({ data, revision, actor }: EventOf<'CorrectionProposed'>): CorrectionRow {
  const { correction, reason, legs, at } = data;
  const isOfAccount = correction.kind === 'adjustment';
  return {
    proposal_revision: revision,
    kind: correction.kind,
    account_id: isOfAccount ? correction.accountId : null,
    asset: isOfAccount ? correction.asset : null,
    amount: isOfAccount ? correction.amount : null,
    symbol: isOfAccount ? null : correction.symbol,
    trade_number: isOfAccount ? null : correction.tradeNumber,
    price: correction.kind === 'price' ? correction.price : null,
    reason,
    legs: legs as unknown as Json,
    status: 'proposed',
    proposed_by: actor?.userId ?? null,
    proposed_at: at,
    decision_revision: null,
    decided_by: null,
    decided_at: null,
    rejected_because: null,
  };
}

function decided(
  { data, revision, actor }: EventOf<'CorrectionApproved'> | EventOf<'CorrectionRejected'>,
  proposed: Proposed,
): CorrectionRow {
  const row = proposed.get(data.proposal);
  assert(row !== undefined, `correction ${data.proposal} is proposed before it is decided`);
  return {
    ...row,
    decision_revision: revision,
    decided_by: actor?.userId ?? null,
    decided_at: data.at,
  };
}
