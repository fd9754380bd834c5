import { accountActivityTable } from '../../activity/account-activity-table.ts';
import { accountsTable } from '../../balances/accounts-table.ts';
import { balancesTable } from '../../balances/balances-table.ts';
import { holdsTable } from '../../balances/holds-table.ts';
import { withdrawalsTable } from '../../balances/withdrawals-table.ts';
import { entriesTable } from '../../statement/entries-table.ts';
import { COMMON, described } from '../described.ts';

const { account: account_id, symbol, orderId: order_id, side, day, at } = COMMON;

export const ACCOUNTS = [
  described(accountsTable, 'Every account that was ever opened, and what it may do now.', {
    account_id,
    owner_group: 'The account that leads its owner group; itself where it is alone.',
    opened_at: 'When it was opened.',
    status: 'open, reduce-only, closed or frozen.',
    is_killed: 'Whether its kill switch is on: no order is taken.',
  }),
  described(balancesTable, 'What each account has of each asset now.', {
    account_id,
    asset: 'The asset.',
    total: 'All that it has, held or not.',
    held: 'Of which its open orders and pending withdrawals hold so much. The rest is free.',
  }),
  described(withdrawalsTable, 'Every withdrawal that was requested, as it is now.', {
    withdrawal_id: 'The withdrawal: its account, and the revision of its request there.',
    account_id,
    asset: 'What is withdrawn.',
    amount: 'How much of it.',
    reference: 'What its client named it.',
    status: 'pending, approved or rejected. One that is pending holds its amount.',
    reason: 'Why it was rejected.',
    requested_at: 'When it was asked for.',
    decided_at: 'When it was approved or rejected.',
  }),
  described(holdsTable, 'What each open order holds, and all that its hold follows from.', {
    order_id,
    account_id,
    asset: 'What is held: the quote asset of a buy, the base asset of a sell.',
    amount: 'How much of it.',
    symbol,
    side,
    limit_price: 'The worst price that it may trade at.',
    quantity: 'Its whole quantity, fills included.',
    filled: 'What is filled of it.',
    maker_rate: 'What it pays of its notional as a maker; below zero it is paid.',
    taker_rate: 'What it pays of its notional as a taker.',
    fee_accrual:
      'Sum of rate times notional over its fills, in minor units of the quote times 1e-8.',
    fee_charged: 'What it was charged so far: the accrual, rounded up once.',
    money_left: 'What an order by quote quantity may still spend, fees apart.',
    due_at: 'When a GTD or DAY order ends.',
    partner_id: 'The other leg of its pair, while both are open.',
    has_yielded: 'The other leg has traded, and this one holds nothing any more.',
    pending: 'The terms of replaces that the market has not answered.',
    asked: 'What the client asked for when it placed the order.',
  }),
  described(
    entriesTable,
    'Every movement of money in each account, with its cause. Their sum is the balance.',
    {
      account_id,
      account_revision: 'Of the event that moved the money, in the stream of the account.',
      line: 'Which of the lines of that event, from 0.',
      at,
      type: 'The event, as the log names it.',
      asset: 'What was moved.',
      amount: 'How much; below zero when it left the account.',
      balance: 'What the account has of the asset after this line.',
      against:
        'The other side of the double entry: clearing, external, fees, residue, suspense or transit.',
      order_id: 'The order, of a trade or its fee.',
      symbol: 'The market, of a trade or its correction.',
      trade_number: 'The trade.',
      side: 'The side of the order.',
      withdrawal_id: 'The withdrawal.',
      counterparty: 'Of a transfer: the other account.',
      reference: 'What the client named its request.',
      correction_revision: 'Of a correction: the revision of its approval.',
    },
  ),
  described(
    accountActivityTable,
    'What each account did on each day on which it did something, counted.',
    {
      account_id,
      day: `${day} A denial that is written down after midnight counts on the day in which its account is by then.`,
      orders: 'Orders that it placed.',
      cancel_requests: 'Cancels that it asked for.',
      replace_requests: 'Replaces that it asked for.',
      mass_cancels: 'Cancels of all its orders, or of all in one market.',
      denials: 'Commands that were refused before a market saw them.',
      maker_fills: 'Fills in which its order stood in the book.',
      taker_fills: 'Fills in which its order came to the book.',
      cancelled: 'Orders that were cancelled, for whatever reason.',
      rejected: 'Orders that their market refused.',
      expired: 'Orders whose time was over.',
      deposits: 'Deposits.',
      withdrawals: 'Withdrawals that were carried out.',
      transfers_sent: 'Transfers to other accounts.',
      transfers_received: 'Transfers from other accounts.',
      corrections: 'Corrections that were carried out in it.',
      state: 'forming, until something happens on a later day; then final.',
    },
  ),
] as const;
