import { ERRORS, type ErrorCode } from '@truetape/contracts';
import { sendProblem } from '@truetape/edge';
import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Authenticator } from '../identity/authenticator.ts';
import type { SecurityJournal } from '../journal/security-journal.ts';
import type { Guarded } from '../permissions/permission.ts';
import { rightsOf } from '../permissions/rights.ts';
import { isStaffRead } from '../permissions/staff-read.ts';
import { addressOf } from './address.ts';
import { principalOf } from './authorization.ts';
import { nameOf } from './route-name.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Null where nobody keeps one. */
    readonly securityJournal: SecurityJournal | null;
  }
  interface FastifyRequest {
    /** What is asked for is not there for whoever asks: they are refused it, and not told so. */
    isForeign: boolean;
    /** From where it comes, sealed for who asks; null where it is not recorded. */
    origin: string | null;
  }
}

/**
 * Notes in the journal who is refused, whoever refuses them, and what the staff reads; and has the address of whoever
 * asks for anything but orders ready for the event that comes of it.
 */
export function note(
  app: FastifyInstance,
  { identities }: Authenticator,
  journal: SecurityJournal | undefined,
): void {
  app.decorate('securityJournal', journal ?? null);
  app.decorateRequest('isForeign', false);
  app.decorateRequest('origin', null);
  if (journal === undefined) return;

  app.edge.onProblem.add((request, code) => {
    if (request.isForeign || isRefusal(code)) journal.denied({ ...askedBy(request), code });
  });

  const noteRead: onRequestHookHandler = (request, reply, next) => {
    const { guarded } = request.routeOptions.config;
    const principal = principalOf(request);
    const accountId = request.accountId ?? undefined;
    const rights = rightsOf(identities, principal);
    const isNoted =
      (guarded !== undefined && isStaffRead(guarded, rights, accountId)) || isWhole(request);
    if (!isNoted) return next();
    journal.read({ ...askedBy(request), principal, accountId }).then((isWritten) => {
      if (isWritten) next();
      else sendProblem(reply, 'SERVICE_UNAVAILABLE');
    }, next);
  };

  const noteOrigin: onRequestHookHandler = (request, _reply, next) => {
    const sealed = journal.addresses.of(principalOf(request).userId, addressOf(request));
    const goOn = (origin: string | undefined): void => {
      request.origin = origin ?? null;
      next();
    };
    if (sealed instanceof Promise) sealed.then(goOn, next);
    else goOn(sealed);
  };

  app.addHook('onRoute', (route) => {
    const { guarded } = route.config ?? {};
    if (guarded === undefined) return;
    const methods = [route.method].flat();
    const hook = methods.includes('GET') || methods.includes('HEAD') ? noteRead : noteOrigin;
    if (guarded.scope === 'trade' && isOfOrders(guarded)) return;
    route.onRequest = [hook, ...[route.onRequest ?? []].flat()];
  });
}

/** Of an order's events nobody records the address: it would weigh as much as the order. */
const isOfOrders = ({ of }: Guarded) => of?.by === 'asking' || of?.by === 'order';

/** An auditor sees those on the other side too, of their own orders as well. */
const isWhole = (request: FastifyRequest) =>
  request.routeOptions.url === '/v1/audit/orders/:orderId' &&
  request.denialOf('whole trail') === undefined;

/** Who cannot sign in is in the log as `SignInFailed`. */
const TOLD_OTHERWISE: ReadonlySet<string> = new Set([
  'AUTH_SIGN_IN_FAILED',
  'AUTH_SECOND_FACTOR_REQUIRED',
  'AUTH_EMAIL_UNVERIFIED',
]);

/** Whether it says that somebody is not known, or may not. */
function isRefusal(code: ErrorCode): boolean {
  const { status } = ERRORS[code];
  return (status === 401 || status === 403) && !TOLD_OTHERWISE.has(code);
}

/** What is noted of a request, whatever becomes of it. */
export const askedBy = (request: FastifyRequest) => ({
  route: nameOf(request.method, request.routeOptions.url ?? ''),
  principal: request.principal,
  address: addressOf(request),
  requestId: request.id,
});
