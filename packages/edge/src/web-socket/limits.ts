/** Every bound that all WebSocket connections have. */
export interface WebSocketLimits {
  /** A larger message closes the connection. */
  readonly messageBytesMax: number;
  /** What may wait for a reader before it is closed as too slow. It is told at half of it. */
  readonly waitingBytesMax: number;
  /** How long anything may wait for a reader before it is closed as too slow. It is told at half of it. */
  readonly waitingMsMax: number;
  /** Messages and pings of one connection within a second; more of them close it. For any number when left out. */
  readonly messagesPerSecondMax?: number;
  /** How often the client is pinged. A connection that has not answered by the next one is cut. */
  readonly heartbeatMs: number;
  /** After saying good-bye, how long a connection may take to close. */
  readonly closeMs: number;
}
