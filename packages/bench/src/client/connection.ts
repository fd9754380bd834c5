import { Client } from 'undici';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Received {
  readonly status: number;
  /** As text; empty where there is none. */
  readonly body: string;
}

/** One keep-alive connection. Rejects only when no answer came. */
export interface Connection {
  readonly send: (request: Sent) => Promise<Received>;
  readonly close: () => Promise<void>;
}

/** An answer that has not come after this time is treated as none. */
const ANSWER_TIMEOUT_MS = 30_000;

export function openConnection(url: string): Connection {
  const client = new Client(url, {
    pipelining: 1,
    keepAliveTimeout: 60_000,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
    connect: { timeout: 5000 },
  });
  return {
    send: async (request) => {
      const answer = await client.request(request);
      return { status: answer.statusCode, body: await answer.body.text() };
    },
    // Whatever is in flight when we close has no reader any more.
    close: () => client.destroy(),
  };
}
