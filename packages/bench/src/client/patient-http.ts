import { connectHttp, type HttpClient } from '@truetape/client';
import { openConnection, type Sent } from './connection.ts';
import { type Patience, untilAnswered } from './patience.ts';

export interface PatientHttp {
  readonly http: HttpClient;
  readonly close: () => Promise<void>;
}

/** The client of HTTP on one keep-alive connection: a request is sent again until it is answered. */
export function connectPatiently(
  url: string,
  token: string | undefined,
  patience: Patience<Sent>,
): PatientHttp {
  const { send, close } = openConnection(url);
  const http = connectHttp({
    url,
    ...(token === undefined ? {} : { token }),
    fetch: async (to, { method, headers, body }) => {
      const { pathname, search } = new URL(to);
      const request = { method, path: pathname + search, headers: Object.fromEntries(headers) };
      const sent = body === undefined ? request : { ...request, body };
      const answer = await untilAnswered(send, sent, patience);
      return new Response(answer.body || null, { status: answer.status });
    },
  });
  return { http, close };
}
