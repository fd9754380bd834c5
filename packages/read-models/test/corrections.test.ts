import { describe, expect, test } from 'vitest';
import { rowsAfter } from './support/rows-after.ts';

const AT = '2026-11-21T09:30:00.000Z';
const LATER = '2026-11-21T09:40:00.000Z';
const legs = [{ accountId: 'buyer', fills: [], lines: [] }];
const bust = { kind: 'bust', symbol: 'BTC-USD', tradeNumber: 1 };

describe('a correction', () => {
  test('waits until another operator decides it', async () => {
    const { corrections } = await rowsAfter((venue) => {
      const proposed = { at: AT, correction: bust, legs, reason: 'a fat finger' };
      venue.appendRaw('corrections', 'CorrectionProposed', proposed);
    });
    expect(corrections).toMatchObject([
      {
        ...{ proposal_revision: 0, kind: 'bust', symbol: 'BTC-USD', trade_number: 1, price: null },
        ...{ account_id: null, reason: 'a fat finger', status: 'proposed', proposed_at: AT },
        ...{ decided_at: null, decision_revision: null, legs },
      },
    ]);
  });

  test('is approved or rejected once, each by its own revision', async () => {
    const { corrections } = await rowsAfter((venue) => {
      const price = { ...bust, kind: 'price', price: '99.5' };
      const adjustment = { accountId: 'buyer', amount: '-1', asset: 'USD', kind: 'adjustment' };
      for (const correction of [price, adjustment]) {
        const proposed = { at: AT, correction, legs, reason: 'wrong' };
        venue.appendRaw('corrections', 'CorrectionProposed', proposed);
      }
      const rejected = { at: LATER, proposal: 1, reason: 'no' };
      venue.appendRaw('corrections', 'CorrectionRejected', rejected);
      venue.appendRaw('corrections', 'CorrectionApproved', { at: LATER, legs, proposal: 0 });
    });
    expect(corrections).toMatchObject([
      {
        proposal_revision: 0,
        kind: 'price',
        price: '99.5',
        status: 'approved',
        decision_revision: 3,
      },
      {
        ...{ proposal_revision: 1, kind: 'adjustment', account_id: 'buyer', amount: '-1' },
        ...{ status: 'rejected', decision_revision: 2, decided_at: LATER, rejected_because: 'no' },
      },
    ]);
  });
});

test('a limit that was reached is a row for each share of it, and one for the switch', async () => {
  const { risk_events } = await rowsAfter((venue) => {
    const ofLimit = { at: AT, limit: '10', measure: 'position', scope: 'account', value: '10' };
    const crossed = { ...ofLimit, percent: 100, symbol: 'BTC-USD' };
    venue.appendRaw('risk-buyer', 'RiskThresholdCrossed', crossed);
    venue.appendRaw('risk-buyer', 'RiskKillSwitchRequested', { ...ofLimit, symbol: 'BTC-USD' });
  });
  const common = { account_id: 'buyer', measure: 'position', limit_value: '10', value: '10' };
  expect(risk_events).toMatchObject([
    { ...common, revision: 0, type: 'RiskThresholdCrossed', percent: 100, asset: null },
    { ...common, revision: 1, type: 'RiskKillSwitchRequested', percent: null, symbol: 'BTC-USD' },
  ]);
});
