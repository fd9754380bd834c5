import { idOf } from '@truetape/contracts';
import type { Writable } from '@truetape/kernel';
import type { LogEvent } from '../framework/log-event.ts';
import type { ReadModel } from '../framework/read-model.ts';
import type { RowOf } from '../framework/table.ts';
import { accountActivityTable } from './account-activity-table.ts';

type ActivityRow = RowOf<typeof accountActivityTable.columns>;
type Counts = Omit<ActivityRow, 'account_id' | 'day' | 'state'>;
type Count = keyof Counts;

/** What an account did, counted day by day. */
export const accountActivity: ReadModel = {
  name: 'account_activity',
  tables: [accountActivityTable],
  start: () => {
    /** The last day of each account. */
    const forming = new Map<string, ActivityRow>();
    return {
      apply: (event, rows) => {
        const counted = countedIn(event);
        if (counted === undefined) return;
        const { accountId, at, counts } = counted;
        const before = forming.get(accountId);
        const day = at.slice(0, DAY_LENGTH);
        const isLater = before !== undefined && day > before.day;
        if (isLater) rows.put(accountActivityTable, { ...before, state: 'final' });
        const row: Writable<ActivityRow> =
          before === undefined || isLater ? firstRow(accountId, day) : { ...before };
        for (const [count, number] of counts) row[count] += number;
        forming.set(accountId, row);
        rows.put(accountActivityTable, row);
      },
      restore: (_table, row) => {
        forming.set(row.account_id as string, row as ActivityRow);
      },
    };
  },
};

/** Of a time as the wire writes it. */
const DAY_LENGTH = 'YYYY-MM-DD'.length;

interface Counted {
  readonly accountId: string;
  readonly at: string;
  readonly counts: readonly (readonly [Count, number])[];
}

function countedIn(event: LogEvent): Counted | undefined {
  const { stream } = event;
  const denied = idOf('denials', stream);
  if (denied !== undefined) return deniedIn(event, denied);
  const accountId = idOf('account', stream);
  if (accountId === undefined) return undefined;
  const counts = countsIn(event);
  if (counts.length === 0) return undefined;
  return { accountId, at: (event.data as { readonly at: string }).at, counts };
}

function deniedIn(event: LogEvent, accountId: string): Counted | undefined {
  if (event.type === 'OrderDenied') {
    return { accountId, at: event.data.at, counts: [['denials', 1]] };
  }
  if (event.type === 'OrdersDenied') {
    return { accountId, at: event.data.to, counts: [['denials', event.data.count]] };
  }
  return undefined;
}

/** Events that count as one thing. */
const COUNTED: { readonly [Type in LogEvent['type']]?: Count } = {
  OrderPlaced: 'orders',
  OrderCancelRequested: 'cancel_requests',
  OrderReplaceRequested: 'replace_requests',
  OrdersCancelRequested: 'mass_cancels',
  FundsDeposited: 'deposits',
  FundsWithdrawn: 'withdrawals',
  TransferSent: 'transfers_sent',
  TransferReceived: 'transfers_received',
  CorrectionSettled: 'corrections',
};

function countsIn(event: LogEvent): Counted['counts'] {
  if (event.type === 'TradeSettled') {
    return event.data.legs.map(({ liquidity }) => [`${liquidity}_fills`, 1] as const);
  }
  if (event.type === 'OrderClosed') return [[event.data.status, 1]];
  const count = COUNTED[event.type];
  return count === undefined ? [] : [[count, 1]];
}

const NOTHING_DONE: Counts = {
  orders: 0,
  cancel_requests: 0,
  replace_requests: 0,
  mass_cancels: 0,
  denials: 0,
  maker_fills: 0,
  taker_fills: 0,
  cancelled: 0,
  rejected: 0,
  expired: 0,
  deposits: 0,
  withdrawals: 0,
  transfers_sent: 0,
  transfers_received: 0,
  corrections: 0,
};

const firstRow = (accountId: string, day: string) => ({
  account_id: accountId,
  day,
  ...NOTHING_DONE,
  state: 'forming',
});
