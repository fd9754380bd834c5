import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { sendProblem } from '../problem.ts';
import type { Allowance } from './allowance.ts';
import type { Charge } from './limit.ts';
import type { Subject, Taken } from './rate-limits.ts';
import { refusalOf } from './refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom this request has been counted for, and what is left. Null for what is not limited. */
    rateLimited: Counted | null;
  }
  interface FastifyContextConfig {
    /** What a request takes of rate limits; 1 when left out. */
    weight?: number;
    /** For what tries passwords, or lets somebody try: a budget of its own, much smaller. */
    budget?: 'signIn';
  }
}

/** How a request stands. */
export interface Counted extends Taken {
  readonly subjects: readonly Subject[];
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
  const before = request.rateLimited;
  const taken = request.server.edge.rateLimits.take(subjects, charge, before ?? undefined);
  request.rateLimited = { ...taken, subjects: [...(before?.subjects ?? []), ...subjects] };
  if (taken.tightest === undefined) return true;
  reply.header('ratelimit-policy', taken.policies);
  if (!taken.refused) {
    reply.header('ratelimit', fieldOf(taken.tightest, taken.tightest.secondsUntilFull()));
    return true;
  }
  const { failure, retryAfterSeconds } = refusalOf(taken.tightest, charge);
  const headers = {
    'retry-after': String(retryAfterSeconds),
    ratelimit: fieldOf(taken.tightest, retryAfterSeconds),
  };
  sendProblem(reply, failure.code, { ...failure, headers });
  return false;
}

const UNMATCHED: Charge = { weight: 1, budget: 'general' };

function chargeOf({ routeOptions }: FastifyRequest): Charge | null {
  const { traffic } = routeOptions.config;
  return traffic === undefined ? UNMATCHED : traffic.charge;
}

/** An item of `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10). */
function fieldOf({ of, left }: Allowance, seconds: number): string {
  return `"${of.name}";r=${Math.max(0, left)};t=${seconds}`;
}
