/** What clients do who mean no good, or whose programs are broken. */
export type AttackKind = 'slow headers' | 'slow bodies' | 'idle connections' | 'deep JSON';

export interface AttackOptions {
  readonly port: number;
  /** Of an account of their own: attackers may have one. */
  readonly token: string;
  /** Fewer than what the service must bear, for tests. */
  readonly connections?: number;
}

/** What came of an attack. */
export interface AttackReport {
  /** Connections that were open together. */
  readonly openMax: number;
  /** Connections that the service ended, each of which was opened anew. */
  readonly ended: number;
  readonly answers: Readonly<Record<string, number>>;
}

/** How it is done: what each connection does, by itself and when it hears something. */
export interface AttackPlan {
  readonly connections: number;
  /** Sent when the connection is open. */
  readonly first: string;
  /** Sent again and again, so often. */
  readonly drip?: { readonly bytes: string; readonly everyMs: number };
  /** Sent after each answer. */
  readonly again?: string;
}

const DRIP = { everyMs: 1_000 } as const;
const DEPTH = 30_000;

/** The plan of each attack, at the size that the service must bear. */
export function planOf(kind: AttackKind, token: string): AttackPlan {
  const post = (length: number) =>
    `POST /v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
  const deep = post(2 * DEPTH) + '['.repeat(DEPTH) + ']'.repeat(DEPTH);
  switch (kind) {
    case 'slow headers': {
      const first = 'GET /v1/orders HTTP/1.1\r\nHost: x\r\nX-Slow: ';
      return { connections: 500, first, drip: { bytes: 'x', ...DRIP } };
    }
    case 'slow bodies':
      // More than there are places for requests, of four addresses.
      return { connections: 4_000, first: post(60_000), drip: { bytes: ' ', ...DRIP } };
    case 'idle connections':
      return { connections: 10_000, first: 'GET /v1/time HTTP/1.1\r\nHost: x\r\n\r\n' };
    case 'deep JSON':
      return { connections: 32, first: deep, again: deep };
  }
}
