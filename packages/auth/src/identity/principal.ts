/** Who is asking, and by what they showed it. What they may do is looked up each time. */
export interface Principal {
  /** Recorded as the actor of every event that this principal causes. */
  readonly userId: string;
  /** Of the API key; absent where it is a session. */
  readonly keyId?: string;
  readonly sessionId?: string;
  /** The key by which the token of the session was signed; absent where it was none. */
  readonly tokenKid?: string;
  /** What was shown counts until then, whatever else happens; epoch milliseconds. */
  readonly expiresAtMs: number;
  /** What is asked for by this request must be appended by then; absent where that is not said. */
  readonly validUntilMs?: number;
}
