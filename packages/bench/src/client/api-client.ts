import { openConnection } from './connection.ts';

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

export function connectApi(url: string, token?: string): ApiClient {
  const connection = openConnection(url);
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    send: async ({ method, path, body, headers }) => {
      const content = body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await connection.send({
        method,
        path,
        headers: { ...authorization, ...content, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: answer.body === '' ? undefined : parse(answer.body) };
    },
    close: connection.close,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
