import { sendProblem } from '@truetape/edge';
import { assert } from '@truetape/kernel';
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { mayReach, type Operator, type Principal, type Trader } from '../principal.ts';
import { refuse } from './authentication.ts';

/**
 * Guards are `onRequest` hooks of a route, so that nobody's body is read before it is known who sends it:
 * `app.post('/v1/orders', { onRequest: requireTrader }, …)`.
 */
export const requirePrincipal: onRequestHookHandler = (request, reply, done) => {
  if (request.principal === null) return refuse(reply);
  done();
};

export const requireTrader: onRequestHookHandler = requireRole('trader');

export const requireOperator: onRequestHookHandler = requireRole('operator');

/**
 * The account named by a path parameter must be the trader's own; an operator reaches all. A foreign account is
 * answered exactly as one that does not exist: bare ACCOUNT_NOT_FOUND, which is what the handler must send too.
 */
export function requireAccount(parameter = 'id'): onRequestHookHandler {
  return (request, reply, done) => {
    const { principal } = request;
    if (principal === null) return refuse(reply);
    const accountId = (request.params as Record<string, string | undefined>)[parameter];
    assert(accountId !== undefined, `the route has the parameter ${parameter}`);
    if (!mayReach(principal, accountId)) {
      sendProblem(reply, 'ACCOUNT_NOT_FOUND');
      return;
    }
    done();
  };
}

/** The principal behind a guard. */
export function principalOf(request: FastifyRequest): Principal {
  assert(request.principal !== null, 'the route is guarded');
  return request.principal;
}

/** The trader behind `requireTrader`. */
export function traderOf(request: FastifyRequest): Trader {
  const principal = principalOf(request);
  assert(principal.role === 'trader', 'the route is guarded for traders');
  return principal;
}

/** The operator behind `requireOperator`. */
export function operatorOf(request: FastifyRequest): Operator {
  const principal = principalOf(request);
  assert(principal.role === 'operator', 'the route is guarded for operators');
  return principal;
}

function requireRole(role: Principal['role']): onRequestHookHandler {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const { principal } = request;
    if (principal === null) return refuse(reply);
    if (principal.role !== role) {
      sendProblem(reply, 'AUTH_FORBIDDEN');
      return;
    }
    done();
  };
}
