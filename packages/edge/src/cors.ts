import cors, { type FastifyCorsOptions } from '@fastify/cors';
import { assert } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';

/** What a page may send beside what every page may. */
const REQUEST_HEADERS = [
  'Account-Id',
  'Authorization',
  'Content-Type',
  'Content-Digest',
  'Idempotency-Key',
  'If-None-Match',
  'Prefer',
  'Signature',
  'Signature-Input',
  'X-Request-Id',
];

/** What a page may see of an answer beside what every page may. */
const RESPONSE_HEADERS = [
  'ETag',
  'Link',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Truetape-Position',
  'WWW-Authenticate',
  'X-Request-Id',
];

/** A browser asks again whether it may after so long. */
const MAY_SECONDS = 600;

/** Lets pages of these origins ask and see the answers. Tokens are sent by the page itself: cookies are for nobody. */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  const options: FastifyCorsOptions = {
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: REQUEST_HEADERS,
    exposedHeaders: RESPONSE_HEADERS,
    maxAge: MAY_SECONDS,
    credentials: false,
    // What is no preflight is answered as one too, instead of by a text that is no problem.
    strictPreflight: false,
  };
  // At once, and not as a plugin that is loaded later: its hook has a place among ours.
  cors(app, options, (error) => assert(error === undefined, 'the options of CORS are right'));
}
