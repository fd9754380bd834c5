import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { hasBody } from '../has-body.ts';
import { sendProblem } from '../problem.ts';
import type { Allowance } from './allowance.ts';
import { type Charge, weightOfBytes } from './limit.ts';
import { Count, type Subject } from './rate-limits.ts';
import { refusalOf } from './refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom this request has been counted for, and what is left. Null for what is not limited. */
    rateLimited: Count | null;
  }
  interface FastifyContextConfig {
    /** What a request takes of rate limits; 1 when left out. */
    weight?: number;
    /** For what tries passwords, or lets somebody try: a budget of its own, much smaller. */
    budget?: 'general' | 'signIn';
  }
}

/**
 * A hook for `onRequest` or any later one, behind whatever finds out who is asking: counts each request for them as well.
 *
 * @param subjectsOf the key and the account of the request; none where nobody has said who they are
 */
export function limitSubjects(
  subjectsOf: (request: FastifyRequest) => readonly Subject[],
): onRequestHookHandler {
  return (request, reply, done) => {
    if (takeFor(request, reply, subjectsOf(request))) done();
  };
}

/** False when a limit is used up; that is answered then. */
export function takeFor(
  request: FastifyRequest,
  reply: FastifyReply,
  subjects: readonly Subject[],
): boolean {
  const charge = chargeOf(request);
  if (charge === null || subjects.length === 0) return true;
  request.rateLimited ??= new Count();
  const count = request.rateLimited;
  const isTaken = request.server.edge.rateLimits.take(count, subjects, charge);
  const { tightest, policies } = count;
  if (tightest === undefined) return true;
  reply.header('ratelimit-policy', policies);
  if (isTaken) {
    reply.header('ratelimit', fieldOf(tightest, tightest.secondsUntilFull()));
    return true;
  }
  const { failure, retryAfterSeconds } = refusalOf(tightest, charge.weight);
  const headers = {
    'retry-after': String(retryAfterSeconds),
    ratelimit: fieldOf(tightest, retryAfterSeconds),
    // A body that nobody wants would be read to its end.
    ...(weightOfBody(request) > 0 && { connection: 'close' }),
  };
  sendProblem(reply, failure.code, { ...failure, headers });
  return false;
}

/** An item of `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10). */
function fieldOf({ of, left }: Allowance, seconds: number): string {
  return `"${of.name}";r=${Math.max(0, left)};t=${seconds}`;
}

const UNMATCHED: Charge = { weight: 1, budget: 'general' };

function chargeOf(request: FastifyRequest): Charge | null {
  const { traffic } = request.routeOptions.config;
  const charge = traffic === undefined ? UNMATCHED : traffic.charge;
  const more = weightOfBody(request);
  return charge === null || more === 0 ? charge : { ...charge, weight: charge.weight + more };
}

/** What does not say how long it is may be as long as any. */
function weightOfBody({ headers, server }: FastifyRequest): number {
  if (!hasBody(headers)) return 0;
  const { 'content-length': length, 'transfer-encoding': coding } = headers;
  const { bodyBytesMax } = server.edge.limits;
  return weightOfBytes(
    coding === undefined ? Math.min(Number(length), bodyBytesMax) : bodyBytesMax,
  );
}
