/** From half a millisecond, with an edge at each promise we make (15, 20, 40, 80, 100 ms). */
const REQUEST_SECONDS = [
  0.0005, 0.001, 0.002, 0.005, 0.01, 0.015, 0.02, 0.04, 0.08, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;
const DISK_SECONDS = [
  0.00025, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
] as const;
/** Matching takes microseconds; a sweep through a deep book takes longer. */
const MATCH_SECONDS = [
  0.000001, 0.000002, 0.000005, 0.00001, 0.00002, 0.00005, 0.0001, 0.0005, 0.001, 0.01, 0.1,
] as const;
const COMMIT_EVENTS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] as const;

/** Every metric of ours: the one place for names, meanings, labels and buckets. `docs/reference/metrics.md` repeats it. */
export const METRICS = {
  requestSeconds: {
    kind: 'histogram',
    name: 'truetape_http_request_duration_seconds',
    help: 'From the headers of a request to the end of its answer. Status "aborted": the client left first. The method of a message on /v1/session is its op.',
    labels: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
  },
  requestsInFlight: {
    kind: 'gauge',
    name: 'truetape_http_requests_in_flight',
    help: 'Requests that are not answered yet, by the bound they count against.',
    labels: ['bound'],
  },
  connectionErrors: {
    kind: 'counter',
    name: 'truetape_http_connection_errors_total',
    help: 'Connections closed because what came in was not HTTP, too large or too slow.',
    labels: ['code'],
  },
  rateLimited: {
    kind: 'counter',
    name: 'truetape_rate_limited_total',
    help: 'Requests refused with REQUEST_RATE_LIMITED, by the rate limit that was used up.',
    labels: ['limit'],
  },
  connectionsRefused: {
    kind: 'counter',
    name: 'truetape_http_connections_refused_total',
    help: 'Connections that were not taken: too many of one address ("address"), or of all together ("total").',
    labels: ['bound'],
  },
  commandsDenied: {
    kind: 'counter',
    name: 'truetape_commands_denied_total',
    help: 'Commands refused before a matcher saw them, by code.',
    labels: ['code'],
  },
  appendSeconds: {
    kind: 'histogram',
    name: 'truetape_append_duration_seconds',
    help: 'From the call of append until its events are on disk.',
    labels: [],
    buckets: DISK_SECONDS,
  },
  commitEvents: {
    kind: 'histogram',
    name: 'truetape_commit_size_events',
    help: 'Events per commit of the log.',
    labels: [],
    buckets: COMMIT_EVENTS,
  },
  matchSeconds: {
    kind: 'histogram',
    name: 'truetape_match_duration_seconds',
    help: 'One input through the matching engine, without input and output.',
    labels: [],
    buckets: MATCH_SECONDS,
  },
  settleSeconds: {
    kind: 'histogram',
    name: 'truetape_settle_duration_seconds',
    help: 'From the outcome of a market until it is settled in the stream of an account.',
    labels: [],
    buckets: DISK_SECONDS,
  },
  settleLagEvents: {
    kind: 'gauge',
    name: 'truetape_settle_lag_events',
    help: 'Market outcomes that are not settled yet.',
    labels: [],
  },
  accountsFrozen: {
    kind: 'counter',
    name: 'truetape_accounts_frozen_total',
    help: 'Accounts that a market contradicted: nothing is decided for them until somebody has found out why.',
    labels: [],
  },
  suspended: {
    kind: 'counter',
    name: 'truetape_suspended_total',
    help: 'Settlements of which something lies in suspense: the account is closed, or the asset delisted.',
    labels: ['type'],
  },
  snapshotLagEvents: {
    kind: 'gauge',
    name: 'truetape_snapshot_lag_events',
    help: 'Log positions after the newest snapshots of the order path: what a restart has to read.',
    labels: [],
  },
  projectionLagEvents: {
    kind: 'gauge',
    name: 'truetape_projection_lag_events',
    help: 'Log positions between the head of the log and the checkpoint of a projection.',
    labels: ['projection'],
  },
  projectionLagSeconds: {
    kind: 'gauge',
    name: 'truetape_projection_lag_seconds',
    help: 'Age of the oldest event that a projection has not applied; 0 when it has them all.',
    labels: ['projection'],
  },
  projectionStopped: {
    kind: 'gauge',
    name: 'truetape_projection_stopped',
    help: 'Is 1 when a projection has met an event that it cannot go past; the others go on.',
    labels: ['projection'],
  },
  marketDataPuts: {
    kind: 'counter',
    name: 'truetape_market_data_puts_total',
    help: 'Markets, changes and beats that were put on the board of market data, by what came of it.',
    labels: ['result'],
  },
  marketDataReads: {
    kind: 'counter',
    name: 'truetape_market_data_reads_total',
    help: 'Markets that were read whole from the board: at the start, after a lapse, or when changes were missed.',
    labels: [],
  },
  marketDataShared: {
    kind: 'gauge',
    name: 'truetape_market_data_shared',
    help: 'Is 1 while market data comes from Redis, 0 while this process folds it from the log.',
    labels: [],
  },
  anchorLagEvents: {
    kind: 'gauge',
    name: 'truetape_anchor_lag_events',
    help: 'Events that the last anchor does not have, in the log or outside ("outside": of the target that has least); 0 when only anchors are new.',
    labels: ['where'],
  },
  anchorLagSeconds: {
    kind: 'gauge',
    name: 'truetape_anchor_lag_seconds',
    help: 'Since when there is something new that the last anchor does not have, in the log or outside.',
    labels: ['where'],
  },
  anchorFailures: {
    kind: 'counter',
    name: 'truetape_anchor_failures_total',
    help: 'Anchors that were not taken by the log, the file or the URL, and ends of the notary ("process").',
    labels: ['part'],
  },
  riskThresholds: {
    kind: 'counter',
    name: 'truetape_risk_thresholds_total',
    help: 'Thresholds of limits that were crossed, by measure and percent of the limit.',
    labels: ['measure', 'percent'],
  },
  riskTrips: {
    kind: 'counter',
    name: 'truetape_risk_trips_total',
    help: 'Kill switches that the risk watch has asked for, by the measure that reached its hard limit.',
    labels: ['measure'],
  },
  riskLagEvents: {
    kind: 'gauge',
    name: 'truetape_risk_lag_events',
    help: 'Log positions between the head of the log and what the risk watch has read.',
    labels: [],
  },
  webSocketConnections: {
    kind: 'gauge',
    name: 'truetape_websocket_connections',
    help: 'Open WebSocket connections, by the path that they came to.',
    labels: ['route'],
  },
  webSocketMessages: {
    kind: 'counter',
    name: 'truetape_websocket_messages_sent_total',
    help: 'Feed messages sent, counted singly however they were framed.',
    labels: [],
  },
  webSocketFrames: {
    kind: 'counter',
    name: 'truetape_websocket_frames_sent_total',
    help: 'Frames in which feed messages were sent, one for each client.',
    labels: [],
  },
  webSocketSlow: {
    kind: 'counter',
    name: 'truetape_websocket_slow_total',
    help: 'Clients that read more slowly than they are written to: those that were told so, and those that were closed because of the bytes that waited for them or the time.',
    labels: ['route', 'what'],
  },
  streamSubscriptions: {
    kind: 'gauge',
    name: 'truetape_stream_subscriptions',
    help: 'Feeds that clients hear, by channel.',
    labels: ['channel'],
  },
  streamJoins: {
    kind: 'counter',
    name: 'truetape_stream_joins_total',
    help: 'Subscriptions that have begun, by channel and by how: resumed where the client was, or with a snapshot.',
    labels: ['channel', 'how'],
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricDefinition =
  | {
      readonly kind: 'histogram';
      readonly name: string;
      readonly help: string;
      readonly labels: readonly string[];
      readonly buckets: readonly number[];
    }
  | {
      readonly kind: 'counter' | 'gauge';
      readonly name: string;
      readonly help: string;
      readonly labels: readonly string[];
    };

export type MetricKey = keyof typeof METRICS;
