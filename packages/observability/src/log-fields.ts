/**
 * The names of the fields in our log lines. A line about one order carries the same `correlationId` from the request
 * to the fill, so one search over the logs of all processes tells its story.
 */
export const LOG_FIELDS = {
  /** The id of the request that started the chain. */
  correlationId: 'correlationId',
  /** The part of the process that speaks: `matcher`, `accounts`, `projections`, … */
  component: 'component',
  accountId: 'accountId',
  orderId: 'orderId',
  symbol: 'symbol',
  stream: 'stream',
  revision: 'revision',
  position: 'position',
  /** A code of `contracts`' ERRORS. */
  code: 'code',
  method: 'method',
  /** The pattern of the route, never the path: paths carry ids. */
  route: 'route',
  status: 'status',
  durationMs: 'durationMs',
} as const;

export type LogField = keyof typeof LOG_FIELDS;
