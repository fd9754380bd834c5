import { CANDLE_INTERVAL, candlesQuery, DEPTH_LIMIT, DEPTH_LIMIT_MAX } from '../http/queries.ts';

const candleIntervals = candlesQuery.shape.interval.unwrap().options.join(', ');

/** What each parameter of a query means, on whatever route it stands. */
export const QUERY_PARAMETERS: Readonly<Record<string, string>> = {
  after: 'What comes after this revision of the stream, or after this log position.',
  asset: 'Of one asset.',
  at: 'Up to this moment; up to now where it is left out.',
  by: '`strategy`: a line for each market and strategy.',
  clientOrderId: 'The order that its client named so. Waits for the head of the log.',
  cursor: '`next` of the page before.',
  depth: `So many levels of each side: ${DEPTH_LIMIT}, ${DEPTH_LIMIT_MAX} at most.`,
  from: 'From this moment on; in `pnl` from this day on.',
  interval: `The time that a candle spans: ${candleIntervals}; ${CANDLE_INTERVAL} where it is left out.`,
  keep: '`current`: all but the session that asks.',
  limit: 'So many items on a page.',
  minPosition: 'At least as the log was at this position.',
  orderId: 'Of one order.',
  status:
    'In this state now. Of orders: `pending`, `open`, `filled`, `cancelled`, `rejected`, `expired`, and `unfinished` for the first two; of withdrawals: `pending`, `approved`, `rejected`.',
  stream: 'The events of one stream; of all where it is left out.',
  symbol: 'Of one market.',
  to: 'Before this moment; in `pnl` until the end of this day.',
};

/** What each parameter of a path names. */
export const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  asset: 'The asset.',
  id: 'The account.',
  keyId: 'The API key.',
  sessionId: 'The session; `current` is the one that asks.',
  userId: 'The user.',
  correctionId: 'The correction: the revision of its proposal.',
  orderId: 'The order.',
  symbol: 'The market.',
  withdrawalId: 'The withdrawal.',
};
