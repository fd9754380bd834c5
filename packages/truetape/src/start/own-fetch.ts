import type { Config } from '@truetape/service';

/** As `fetch`, for what this program asks of itself. */
export type OwnFetch = (
  url: string,
  asked: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
  },
) => Promise<Pick<Response, 'ok' | 'status' | 'text'>>;

/** Where we serve HTTPS, one that knows our certificate, whatever names are in it and whoever has issued it. */
export async function ownFetch({ edge }: Config): Promise<OwnFetch> {
  if (edge.tls === undefined) return fetch;
  const { trustOwn } = await import('@truetape/edge');
  const trust = trustOwn(edge.tls.cert);
  // Node's own takes no certificates.
  const { Agent, buildConnector, fetch: fetchBy } = await import('undici');
  const dispatcher = new Agent({
    connect: (options, done) => buildConnector(trust())(options, done),
  });
  return (url, asked) => fetchBy(url, { ...asked, dispatcher });
}
