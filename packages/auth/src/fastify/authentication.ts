import type { Socket } from 'node:net';
import { sendProblem } from '@truetape/edge';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticated, Authenticator, NotKnown, Signed } from '../identity/authenticator.ts';
import type { Principal } from '../identity/principal.ts';
import { isSigned } from '../signatures/signature.ts';
import { addressOf } from './address.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; null when nothing was sent that says it. */
    principal: Principal | null;
  }
}

/**
 * What a connection was last known by. Its next request nearly always says the same, and comparing costs a fiftieth of
 * hashing. Timing it tells nothing: a connection is compared only with what it has sent itself, and rightly.
 */
interface Known {
  readonly authorization: string;
  readonly address: string;
  readonly principal: Principal;
}

/**
 * Finds the principal of every request. Nobody is fine here, permissions are another matter; a token that is not ours
 * never is.
 */
export function authenticate(app: FastifyInstance, authenticator: Authenticator): void {
  app.decorateRequest('principal', null);
  const known = new WeakMap<Socket, Known>();
  app.addHook('onRequest', (request, reply, next) => {
    const { authorization } = request.headers;
    if (isSigned(request)) {
      // Two ways to say who one is may say two things.
      if (authorization !== undefined) refuse(reply);
      else takeSigned(request, reply, authenticator, next);
      return;
    }
    if (authorization === undefined) return next();
    const address = addressOf(request);
    const before = known.get(request.socket);
    if (
      before?.authorization === authorization &&
      before.address === address &&
      authenticator.isValid(before.principal)
    ) {
      request.principal = before.principal;
      return next();
    }
    const goOn = (found: Authenticated): void => {
      if (!found.ok) {
        refuse(reply, found.failure);
        return;
      }
      const principal = found.value;
      known.set(request.socket, { authorization, address, principal });
      request.principal = principal;
      next();
    };
    const found = authenticator.byToken(tokenIn(authorization), address);
    if (found instanceof Promise) found.then(goOn, next);
    else goOn(found);
  });
}

/** Whoever reads the body compares it with what was signed. */
function takeSigned(
  request: FastifyRequest,
  reply: FastifyReply,
  authenticator: Authenticator,
  next: (error?: Error) => void,
): void {
  const goOn = (found: Signed): void => {
    if (!found.ok) {
      const { code, detail } = found.failure;
      refuse(reply, code, detail);
      return;
    }
    const { principal, bodyDigest } = found.value;
    request.principal = principal;
    request.bodyDigest = bodyDigest;
    next();
  };
  const { method, headers } = request;
  const signed = { method, url: request.raw.url ?? '', headers };
  const found = authenticator.bySignature(signed, addressOf(request));
  if (found instanceof Promise) found.then(goOn, next);
  else goOn(found);
}

export function refuse(
  reply: FastifyReply,
  code: NotKnown = 'AUTH_REQUIRED',
  detail?: string,
): void {
  sendProblem(reply, code, detail === undefined ? {} : { detail });
}

/** The token that a request brought; undefined when it brought none. */
export function tokenOf({ headers }: FastifyRequest): string | undefined {
  return headers.authorization === undefined ? undefined : tokenIn(headers.authorization);
}

/** The token, or an empty string, which is nobody's. */
function tokenIn(authorization: string): string {
  // The form that nearly all clients send, without a regular expression.
  if (authorization.startsWith('Bearer ') && authorization[7] !== ' ')
    return authorization.slice(7);
  return /^bearer +([^ ]+)$/i.exec(authorization)?.[1] ?? '';
}
