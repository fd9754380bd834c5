import type { PortName } from './config.ts';

/** Every process that Truetape can be, and the variable that names its port. */
export const PROCESSES = {
  /** Everything in one place, or the parent of the others. */
  truetape: 'PORT',
  /** On LMDB: commands, accounts, matcher, clock and the writer of the log. */
  'order-path': 'PORT',
  'command-api': 'PORT',
  'query-api': 'QUERY_PORT',
  matcher: 'MATCHER_PORT',
  workflows: 'WORKFLOWS_PORT',
  projections: 'PROJECTIONS_PORT',
  'market-data': 'MARKET_DATA_PORT',
  notary: 'NOTARY_PORT',
  'risk-watch': 'RISK_WATCH_PORT',
} as const satisfies Record<string, PortName>;

export type ProcessName = keyof typeof PROCESSES;

/** Exit codes beside 0, which is a stop that was asked for. */
export const EXIT = {
  /** Start it again: start-up is recovery. */
  failed: 1,
  /** Another process has its work. Started again, it would only take it back. */
  replaced: 3,
} as const;
