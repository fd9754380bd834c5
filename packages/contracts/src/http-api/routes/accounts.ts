import * as a from '../../http/answers.ts';
import * as c from '../../http/commands.ts';
import * as q from '../../http/queries.ts';
import { withdrawalPath } from '../bodies.ts';
import { MONEY_ERRORS, OF_COMMAND } from '../codes.ts';
import type { Routes } from '../route.ts';

const KEYED = ['Idempotency-Key'] as const;
const answers = { 201: a.commandAnswer } as const;

/** What is asked of an account, orders apart. */
export const ACCOUNT_ROUTES = {
  'POST /v1/accounts': {
    name: 'openAccount',
    topic: 'Accounts',
    summary: 'Opens an account, alone or in an owner group.',
    body: c.openAccount,
    answers,
    errors: [
      'ACCOUNT_EXISTS',
      'ACCOUNT_UNKNOWN_GROUP',
      'SERVICE_DEADLINE',
      'SERVICE_UNKNOWN_OUTCOME',
    ],
  },
  'POST /v1/accounts/{id}/deposits': {
    name: 'deposit',
    topic: 'Accounts',
    summary: 'Enters money that has come. The reference makes it happen once.',
    path: q.accountPath,
    body: c.moveFunds,
    answers,
    errors: [...OF_COMMAND, ...MONEY_ERRORS, 'LEDGER_ASSET_DELISTED'],
  },
  'POST /v1/accounts/{id}/withdrawals': {
    name: 'requestWithdrawal',
    topic: 'Accounts',
    summary: 'Asks for money to be paid out; it is held until that is approved or rejected.',
    path: q.accountPath,
    body: c.moveFunds,
    answers,
    errors: [...OF_COMMAND, ...MONEY_ERRORS, 'RISK_INSUFFICIENT_FUNDS'],
  },
  'POST /v1/accounts/{id}/withdrawals/{withdrawalId}/approve': {
    name: 'approveWithdrawal',
    topic: 'Accounts',
    summary: 'Pays out what was asked for.',
    path: withdrawalPath,
    headers: KEYED,
    body: c.approveWithdrawal,
    answers,
    errors: [...OF_COMMAND, 'LEDGER_WITHDRAWAL_NOT_FOUND', 'LEDGER_SAME_PERSON'],
  },
  'POST /v1/accounts/{id}/withdrawals/{withdrawalId}/reject': {
    name: 'rejectWithdrawal',
    topic: 'Accounts',
    summary: 'Gives back what was held for a withdrawal.',
    path: withdrawalPath,
    headers: KEYED,
    body: c.rejectWithdrawal,
    answers,
    errors: [...OF_COMMAND, 'LEDGER_WITHDRAWAL_NOT_FOUND'],
  },
  'POST /v1/accounts/{id}/transfers': {
    name: 'transfer',
    topic: 'Accounts',
    summary: 'Sends money to another account.',
    path: q.accountPath,
    body: c.transferFunds,
    answers,
    errors: [
      ...OF_COMMAND,
      ...MONEY_ERRORS,
      'LEDGER_ASSET_DELISTED',
      'LEDGER_SAME_ACCOUNT',
      'LEDGER_UNKNOWN_RECIPIENT',
      'RISK_INSUFFICIENT_FUNDS',
    ],
  },
  'POST /v1/accounts/{id}/status': {
    name: 'changeStatus',
    topic: 'Accounts',
    summary: 'Opens an account again, lets it only reduce, or closes it.',
    path: q.accountPath,
    headers: KEYED,
    body: c.changeStatus,
    answers,
    errors: [...OF_COMMAND, 'ACCOUNT_STATUS', 'ACCOUNT_NOT_EMPTY'],
  },
  'POST /v1/accounts/{id}/limits': {
    name: 'setLimits',
    topic: 'Accounts',
    summary: 'Sets all limits of an account, or of the owner group that it leads.',
    path: q.accountPath,
    headers: KEYED,
    body: c.setLimits,
    answers,
    errors: [...OF_COMMAND, 'LIMITS_INVALID', 'LIMITS_NOT_LEADER'],
  },
  'POST /v1/accounts/{id}/kill-switch': {
    name: 'turnAccountKillSwitch',
    topic: 'Accounts',
    summary: 'Cancels every order of an account and lets none come, until the release.',
    path: q.accountPath,
    headers: KEYED,
    body: c.setKillSwitch,
    answers,
    errors: [...OF_COMMAND, 'KILL_SWITCH_NOT_TRIPPED'],
  },
  'POST /v1/accounts/{id}/cancel-on-silence': {
    name: 'cancelOnSilence',
    topic: 'Accounts',
    summary: 'Cancels every order when this is not sent again in time.',
    path: q.accountPath,
    headers: KEYED,
    body: c.cancelOnSilence,
    answers,
    errors: [...OF_COMMAND, 'ACCOUNT_SILENCE_TIMEOUT'],
  },
} as const satisfies Routes;
