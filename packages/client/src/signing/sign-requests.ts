import { createSigner, type SigningKey, type SigningOptions } from './signer.ts';

/** As `fetch` is. */
export type SigningFetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` that signs every request with an API key, in Node and in pages. Bodies are read whole before they are sent. A
 * redirect is an error: nobody has signed for another target.
 *
 * A request that is sent again is another one: what makes it have one effect is its `clientOrderId` or `Idempotency-Key`.
 */
export function signRequests(key: SigningKey, options: SigningOptions = {}): SigningFetch {
  const sign = createSigner(key, options);
  return async (to, init) => {
    const request = new Request(to, init);
    const url = new URL(request.url);
    // `/v1/orders?` is another target than `/v1/orders`, and nobody means it.
    if (url.search === '') url.search = '';
    url.hash = '';
    const bytes = new Uint8Array(await request.arrayBuffer());
    const body = bytes.length === 0 ? {} : { body: bytes };
    const { method } = request;
    const headers = new Headers(request.headers);
    const signed = await sign({ method, url, headers: Object.fromEntries(headers), ...body });
    for (const [name, value] of Object.entries(signed)) headers.set(name, value);
    return fetch(url, { ...init, method, headers, redirect: 'error', ...body });
  };
}
