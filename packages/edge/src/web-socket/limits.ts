/** Every bound that all WebSocket connections have. */
export interface WebSocketLimits {
  /** A larger message closes the connection. */
  readonly messageBytesMax: number;
  /** What may wait for a reader before it is closed as too slow. */
  readonly waitingBytesMax: number;
  /** How often the client is pinged. A connection that has not answered by the next one is cut. */
  readonly heartbeatMs: number;
  /** After saying good-bye, how long a connection may take to close. */
  readonly closeMs: number;
}
