import { Client } from 'undici';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiReply {
  readonly status: number;
  /** The parsed body; undefined where there is none. */
  readonly body: unknown;
}

/** One keep-alive connection of one token holder. Rejects only when no answer came. */
export interface ApiClient {
  readonly send: (request: ApiRequest) => Promise<ApiReply>;
  readonly close: () => Promise<void>;
}

/** An answer that has not come after this time is treated as none. */
const ANSWER_TIMEOUT_MS = 30_000;

export function connectApi(url: string, token?: string): ApiClient {
  const client = new Client(url, {
    pipelining: 1,
    keepAliveTimeout: 60_000,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
    connect: { timeout: 5000 },
  });
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    send: async ({ method, path, body, headers }) => {
      const content = body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await client.request({
        method,
        path,
        headers: { ...authorization, ...content, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.body.text();
      return { status: answer.statusCode, body: text === '' ? undefined : parse(text) };
    },
    // Whatever is in flight when we close has no reader any more.
    close: () => client.destroy(),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
