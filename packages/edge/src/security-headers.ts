import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

const HSTS_SECONDS = 365 * 24 * 60 * 60;

/**
 * What every answer says to browsers: nothing of it is a page, and nobody may frame it, guess its type, or tell others
 * where a link in it was. What is a page says what it needs instead, in a `Content-Security-Policy` of its own.
 *
 * They are always the same, so they are made once: as a plugin they would be made for each request, which costs more than
 * an order.
 */
export function securityHeaders(options: {
  readonly tls: boolean;
}): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  };
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: options.tls && { maxAge: HSTS_SECONDS, includeSubDomains: false },
    // For pages with windows and scripts of their own, and for browsers that are gone.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xPoweredBy: false,
  })({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return headers;
}
