import type { onRequestHookHandler } from 'fastify';
import { sendProblem } from '../problem.ts';

/**
 * Browsers let any page connect anywhere, and say where it is from. A page of our own host may, and those of the origins
 * that are named (`https://desk.example`); who says nothing is no browser.
 */
export function onlyFrom(origins: readonly string[]): onRequestHookHandler {
  return (request, reply, done) => {
    const { origin, host } = request.headers;
    if (origin === undefined || origins.includes(origin) || hostIn(origin) === host) return done();
    sendProblem(reply, 'AUTH_FORBIDDEN', { detail: 'Pages of this origin may not connect.' });
  };
}

/** Undefined for `null` and for whatever is no origin. */
function hostIn(origin: string): string | undefined {
  return /^https?:\/\/([^/?#]+)$/.exec(origin)?.[1];
}
