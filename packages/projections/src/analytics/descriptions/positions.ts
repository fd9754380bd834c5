import {
  interestsTable,
  limitsTable,
  positionsTable,
  resultsTable,
  riskEventsTable,
  strategyPositionsTable,
} from '@truetape/read-models/tables';
import { COMMON, described } from '../described.ts';

const { account: account_id, symbol, day, at, recordedAt: recorded_at } = COMMON;

const POSITION = {
  quantity: 'Bought less sold, in the base asset; below zero for a short position.',
  cost: 'What the open quantity cost; below zero for a short position: what it was sold for.',
  average_price:
    'Cost divided by quantity, with four decimals more than prices have; null when nothing is open.',
  realised: 'Profit and loss on what was closed again, fees apart.',
  fees: 'What was paid in fees; below zero: more was paid back.',
} as const;

export const POSITIONS = [
  described(
    positionsTable,
    'What each account has traded in each market and not closed again, and what became of the rest. Amounts are in the quote asset.',
    {
      account_id,
      symbol,
      ...POSITION,
      day: 'The day of the last fill, in UTC.',
      quantity_before: 'What was open when that day began.',
      cost_before: 'What that had cost.',
      realised_today: 'What was realised on that day.',
      fees_today: 'What was paid in fees on that day.',
      notional_today: 'What was traded on that day, both sides together.',
    },
  ),
  described(strategyPositionsTable, 'The same for the orders of each strategy by themselves.', {
    account_id,
    symbol,
    strategy: 'As orders name it; empty for those that name none.',
    ...POSITION,
  }),
  described(
    resultsTable,
    'What each day on which an account traded in a market has brought. Amounts are in the quote asset.',
    {
      account_id,
      symbol,
      day,
      realised: 'What was realised on the day, fees apart.',
      fees: 'What was paid in fees on the day.',
      notional: 'What was traded on the day, both sides together.',
      counts_until: 'The last day on which that counts for a fee tier.',
      quantity: 'What was open when the day ended.',
      cost: 'What that had cost.',
    },
  ),
  described(limitsTable, 'The limits that hold: those that were set last.', {
    account_id: 'The account, or the one that leads the group.',
    scope: 'account, or group: of all accounts of the group together.',
    limits: 'The limits, as their request wrote them.',
  }),
  described(
    interestsTable,
    'What the open orders of each account may still trade in each market.',
    {
      account_id,
      symbol,
      to_buy: 'What they may still buy, in the base asset.',
      to_sell: 'What they may still sell, in the base asset.',
      notional: 'What that is worth, each order at the worst price that it may trade at.',
      money: 'Of which for orders by quote quantity, which may buy any quantity.',
    },
  ),
  described(
    riskEventsTable,
    'How near each account, or the group that it leads, came to its limits.',
    {
      account_id: 'The account, or the one that leads the group.',
      revision: 'In the stream of its risk.',
      type: 'RiskThresholdCrossed, or RiskKillSwitchRequested where a hard limit was reached.',
      scope: 'account or group.',
      measure:
        'What is limited: concentration, dailyLoss, drawdown, grossNotional, openNotional or position.',
      asset: 'The quote asset whose markets are measured.',
      symbol: 'Of a limit on a position: its market.',
      value: 'What was measured.',
      limit_value: 'What is allowed.',
      percent: 'The share of the limit that was reached: 50, 75, 90 or 100.',
      cause_stream: 'The stream of the event after which it was reached.',
      cause_revision: 'The revision of that event.',
      at,
      recorded_at,
    },
  ),
] as const;
