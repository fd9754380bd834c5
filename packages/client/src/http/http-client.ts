import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './wire.ts';

/** As `fetch` is, with the body as bytes: `signRequests` makes one that signs. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

export interface FetchInit {
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;
  /** Left out where there is none. */
  readonly body?: Uint8Array<ArrayBuffer>;
}

export interface HttpOptions {
  /** Where the service is, without a path: `http://localhost:8080`. */
  readonly url: string;
  /** Says who asks. Asked anew for each request, so that it may change; nobody is said where it gives none. */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>);
  /** Sends the requests, where something else than the `fetch` of the platform should: one that signs them. */
  readonly fetch?: Fetch;
}

/**
 * Every route of the OpenAPI document by its method and path, with what it takes and answers as types:
 *
 * ```ts
 * const { data, error, response } = await http.POST('/v1/orders', { body: order });
 * ```
 *
 * `data` is the answer, `error` the problem that a refusal says; one of them is there. Amounts are decimal strings.
 * Nothing is sent again by itself: a command whose outcome is not known is sent again as it was, by its client.
 */
export type HttpClient = Client<paths, Json>;

/** Of an answer that comes as JSON and otherwise, the JSON: whoever asks for text says so with `parseAs`. */
type Json = 'application/json' | 'application/problem+json';

/** Nothing is sent before something is asked for. */
export function connectHttp({ url, token, fetch: send = fetch }: HttpOptions): HttpClient {
  const client = createFetchClient<paths, Json>({
    baseUrl: url,
    fetch: async (request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      const { method, headers, signal } = request;
      return send(request.url, { method, headers, signal, ...(body.length > 0 && { body }) });
    },
  });
  if (token !== undefined) {
    client.use({
      onRequest: async ({ request }) => {
        const now = typeof token === 'string' ? token : await token();
        if (now !== undefined) request.headers.set('authorization', `Bearer ${now}`);
        return request;
      },
    });
  }
  return client;
}
