import { values } from '@truetape/contracts';
import { sendProblem } from '@truetape/edge';
import { assert } from '@truetape/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Authenticator } from '../identity/authenticator.ts';
import type { Principal } from '../identity/principal.ts';
import { type Denial, decide, guardedBy } from '../permissions/decide.ts';
import type { Guarded } from '../permissions/permission.ts';
import { PERMISSIONS, type PermissionName } from '../permissions/permissions.ts';
import { type Rights, rightsOf } from '../permissions/rights.ts';
import { ACCOUNT_HEADER } from './account-header.ts';
import { refuse } from './authentication.ts';
import { nameOf } from './route-name.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose account it is about, where the permission of the route asks for one. */
    accountId: string | null;
    /** Whether the same request would be let in again: for those who answer on this connection later. */
    isStillAllowed(): boolean;
    /** Why this request may not have something that only some who may use its route may. */
    denialOf(name: PermissionName): Denial | undefined;
  }
  interface FastifyContextConfig {
    /** Set by {@link authorize}; not there for a route that anybody may ask. */
    guarded?: Guarded;
  }
}

/**
 * Puts the rule of its name before every route that is registered from here on: nobody's body is read before it is known
 * that they may send it.
 *
 * @throws InvariantError for a route that there is no rule of
 */
export function authorize(app: FastifyInstance, authenticator: Authenticator): void {
  const { identities, clockMs } = authenticator;
  app.decorateRequest('accountId', null);
  app.decorateRequest('isStillAllowed', function isStillAllowed(this: FastifyRequest) {
    if (this.principal === null || !authenticator.isValid(this.principal)) return false;
    const { guarded } = this.routeOptions.config;
    return guarded === undefined || denialOf(this, guarded) === undefined;
  });
  app.decorateRequest('denialOf', function named(this: FastifyRequest, name: PermissionName) {
    const guarded = guardedBy(name);
    return guarded && denialOf(this, guarded);
  });

  function denialOf(
    request: FastifyRequest,
    guarded: Guarded,
    rights = rightsOf(identities, principalOf(request)),
  ): Denial | undefined {
    const principal = principalOf(request);
    const accountId = request.accountId ?? undefined;
    const decided = decide(guarded, { principal, rights, nowMs: clockMs(), accountId });
    return decided.ok ? undefined : decided.failure;
  }

  app.addHook('onRoute', (route) => {
    const guarded = guardedOf(route);
    if (guarded !== undefined) route.config = { ...route.config, guarded };
  });

  app.addHook('onRequest', (request, reply, next) => {
    const { guarded } = request.routeOptions.config;
    if (guarded === undefined) return next();
    const { principal } = request;
    if (principal === null) return refuse(reply);
    const { of } = guarded;
    const rights = rightsOf(identities, principal);
    if (of !== undefined) {
      const account = accountOfRequest(request, guarded, rights);
      if (account === MALFORMED) return next();
      if (typeof account !== 'string') return sendChoice(reply, account);
      request.accountId = account;
    }
    const denial = denialOf(request, guarded, rights) ?? unnamedAccount(request);
    if (denial === undefined) return next();
    sendDenied(reply, denial, of?.by);
  });
}

/** What cannot be the name of an account is one that there is not, for staff too: nothing is noted of it. */
function unnamedAccount({ accountId }: FastifyRequest): Denial | undefined {
  if (accountId === null || values.accountId.safeParse(accountId).success) return undefined;
  return 'ACCOUNT_NOT_FOUND';
}

/** Fastify answers HEAD wherever it answers GET. */
function guardedOf({ method, url }: RouteOptions): Guarded | undefined {
  const methods = [method].flat().map((each) => (each === 'HEAD' ? 'GET' : each));
  const [name = ''] = methods.map((each) => nameOf(each, url));
  assert(Object.hasOwn(PERMISSIONS, name), `there is a rule for ${name}`);
  return guardedBy(name);
}

/** What an order is called cannot be what an order is called: the handler says so. */
const MALFORMED = Symbol('malformed');

function accountOfRequest(
  request: FastifyRequest,
  { of, roles }: Guarded,
  { accounts, roles: own }: Rights,
): string | typeof MALFORMED | NoChoice {
  const params = request.params as Readonly<Record<string, string>>;
  if (of?.by === 'path') return pathAccount(params);
  if (of?.by === 'order') {
    const { orderId = '' } = params;
    return values.orderId.safeParse(orderId).success
      ? orderId.slice(0, orderId.lastIndexOf('.'))
      : MALFORMED;
  }
  const asked = request.headers[ACCOUNT_HEADER];
  if (asked !== undefined) return String(asked);
  const [only, ...others] = accounts;
  if (only !== undefined && others.length === 0) return only;
  const mayChoose = only !== undefined || own.some((role) => roles?.includes(role));
  return { choice: mayChoose ? 'several' : 'none' };
}

interface NoChoice {
  readonly choice: 'none' | 'several';
}

function pathAccount({ id }: Readonly<Record<string, string>>): string {
  assert(id !== undefined, 'the path of the route has the account as its id');
  return id;
}

function sendChoice(reply: FastifyReply, { choice }: NoChoice): void {
  if (choice === 'none') return void sendProblem(reply, 'AUTH_FORBIDDEN');
  const detail = 'Say for which account in the header Account-Id.';
  sendProblem(reply, 'REQUEST_INVALID', { field: 'Account-Id', detail });
}

/** A foreign order is answered exactly as one that does not exist. */
function sendDenied(reply: FastifyReply, code: Denial, by: string | undefined): void {
  reply.request.isForeign = code === 'ACCOUNT_NOT_FOUND';
  sendProblem(reply, code === 'ACCOUNT_NOT_FOUND' && by === 'order' ? 'ORDER_NOT_FOUND' : code);
}

/** The principal behind a rule. */
export function principalOf(request: FastifyRequest): Principal {
  assert(request.principal !== null, 'the route is guarded');
  return request.principal;
}

/** The account behind a rule that asks for one. */
export function accountOf(request: FastifyRequest): string {
  assert(request.accountId !== null, 'the rule of the route asks for an account');
  return request.accountId;
}
