/** Every bound of the edge, in one place. A caller may change any of them; tests make them small. */
export interface EdgeLimits {
  readonly bodyBytesMax: number;
  /** Requests that are not answered yet; further ones get 503 SERVICE_OVERLOADED. Half of them may wait for their bodies. */
  readonly inFlightMax: number;
  /** The same for routes with `config: { lastRefused: true }`, which count against this bound only. */
  readonly inFlightLastRefusedMax: number;
  /** Of both, what one network address may hold: whoever keeps many waiting takes few places of others. */
  readonly inFlightPerAddressMax: number;
  /** The same for health and metrics, so that neither flood hides the other. */
  readonly inFlightOperationsMax: number;
  /** Upgraded connections, which stay in flight for their whole life. */
  readonly webSocketsMax: number;
  /** Of all together, upgraded ones included. */
  readonly connectionsMax: number;
  /** Of one network address, unless it is that of a proxy that is trusted. */
  readonly connectionsPerAddressMax: number;
  /** For a whole request, headers and body, from its first byte or from the connection on. */
  readonly requestTimeoutMs: number;
  /** How often slow requests are looked for: they last at most this much longer. */
  readonly requestTimeoutCheckMs: number;
  /** Above the 60 s of common pools and balancers, so that they close first and never race with us. */
  readonly keepAliveTimeoutMs: number;
  /** A connection without a byte in either direction for this long is closed, whatever it waits for. */
  readonly connectionTimeoutMs: number;
  /** On close, what is in flight may take this long; then its connections are cut. */
  readonly closeWithinMs: number;
}

export const EDGE_LIMITS: EdgeLimits = {
  bodyBytesMax: 64 * 1024,
  inFlightMax: 2_048,
  inFlightLastRefusedMax: 4_096,
  inFlightPerAddressMax: 512,
  inFlightOperationsMax: 64,
  webSocketsMax: 5_000,
  connectionsMax: 15_000,
  connectionsPerAddressMax: 4_000,
  requestTimeoutMs: 9_000,
  requestTimeoutCheckMs: 500,
  keepAliveTimeoutMs: 72_000,
  connectionTimeoutMs: 120_000,
  closeWithinMs: 3_000,
};
