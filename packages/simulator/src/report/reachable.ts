import { ERRORS, EVENTS, values } from '@truetape/contracts';
import { FAULT_KINDS } from '../faults/fault-kinds.ts';
import type { Covered } from '../run/coverage.ts';

/** What no run reaches, and why. Whatever else there is must be reached. */
export const UNREACHED: Readonly<Partial<Record<Covered, Readonly<Record<string, string>>>>> = {
  events: {
    InputVoided: 'an operator writes it when no matcher can go past an input',
    LogAnchored: 'the notary writes it; it has files of its own',
    AccountFrozen: 'a contradiction: whoever finds one has found a mistake',
  },
  denials: {
    ORDER_PARTNER_GONE: 'a market says it',
    ORDER_POST_ONLY_WOULD_TAKE: 'a market says it',
    ACCOUNT_FROZEN: 'a contradiction: whoever finds one has found a mistake',
    SERVICE_INTERNAL: 'nothing in the order path says it',
    SERVICE_BEHIND: 'questions are answered so, not requests',
    SERVICE_OVERLOADED: 'ten thousand requests must wait for one account',
  },
};

/** Codes of what is asked of accounts and of corrections. */
const OF_REQUESTS = /^(ACCOUNT|CORRECTION|LEDGER|LIMITS|ORDER|RISK|SERVICE)_|^REQUEST_KEY_REUSED$/;

const PLACING = [
  'MARKET_AUCTION',
  'MARKET_CAPACITY',
  'MARKET_CLOSED',
  'MARKET_HALTED',
  'MARKET_KILL_SWITCH',
  'MARKET_PRICE_BAND',
  'ORDER_EXPIRY',
  'ORDER_PARTNER_GONE',
  'ORDER_POST_ONLY_WOULD_TAKE',
] as const;
const REPLACING = [
  'MARKET_AUCTION',
  'MARKET_CLOSED',
  'MARKET_HALTED',
  'MARKET_PRICE_BAND',
  'ORDER_CLOSED',
  'ORDER_NOT_REPLACEABLE',
  'ORDER_POST_ONLY_WOULD_TAKE',
  'ORDER_REPLACE_BELOW_FILLED',
] as const;

const STATES = {
  closed: ['pre-open', 'auction', 'open'],
  'pre-open': ['auction', 'open', 'halted', 'closed'],
  open: ['auction', 'halted', 'closed'],
  auction: ['open', 'halted', 'closed'],
  halted: ['pre-open', 'auction', 'open', 'closed'],
} as const;

const LIFECYCLE = {
  nothing: ['placed'],
  placed: ['rejected', 'cancelled', 'expired', 'partly filled', 'filled', 'triggered'],
  'partly filled': ['partly filled', 'filled', 'cancelled', 'expired'],
  triggered: ['partly filled', 'filled', 'cancelled', 'expired'],
} as const;

const arrows = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([from, all]) => all.map((to) => `${from} → ${to}`));

/** Everything that a full run must reach, by kind: closed lists, from the tables of the wire where there are any. */
export const REACHABLE: Readonly<Record<Covered, readonly string[]>> = {
  events: without('events', Object.keys(EVENTS)),
  denials: without(
    'denials',
    Object.keys(ERRORS).filter((code) => OF_REQUESTS.test(code)),
  ),
  rejections: [
    ...PLACING.map((code) => `OrderRejected ${code}`),
    ...REPLACING.map((code) => `OrderReplaceRejected ${code}`),
    'OrderCancelRejected ORDER_CLOSED',
  ],
  cancels: values.cancelReason.options,
  lifecycle: arrows(LIFECYCLE),
  'market states': arrows(STATES),
  suspense: [
    'CorrectionSettled correction',
    'TradeSettled asset-delisted',
    'TransferReceived account-closed',
    'TransferReceived asset-delisted',
  ],
  faults: FAULT_KINDS,
};

function without(kind: Covered, names: readonly string[]): readonly string[] {
  return names.filter((name) => UNREACHED[kind]?.[name] === undefined);
}
