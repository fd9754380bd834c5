import type { Socket } from 'node:net';
import { sendProblem } from '@truetape/edge';
import type {
  FastifyPluginAsync,
  FastifyPluginCallback,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import type { KeyRing } from '../key-ring.ts';
import type { Principal } from '../principal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; null when no token was sent. */
    principal: Principal | null;
    /** False as soon as its token does not count any more: for those who answer on this connection later. */
    isStillKnown(): boolean;
  }
}

/**
 * What a connection was last known by. Its next request nearly always says the same, and comparing costs a fiftieth of
 * hashing. Timing it tells nothing: a connection is compared only with what it has sent itself, and rightly.
 */
interface Known {
  readonly authorization: string;
  readonly principal: Principal;
}

/**
 * Finds the principal of every request of the plugin that registers this. No token is fine here, the guards ask for
 * one; a token that is not ours never is.
 */
export function authentication(keyRing: KeyRing): FastifyPluginCallback {
  const plugin: FastifyPluginCallback = (app, _options, done) => {
    app.decorateRequest('principal', null);
    app.decorateRequest('isStillKnown', function isStillKnown(this: FastifyRequest) {
      return this.principal !== null && keyRing.isValid(this.principal);
    });
    const known = new WeakMap<Socket, Known>();
    app.addHook('onRequest', (request, reply, next) => {
      const { authorization } = request.headers;
      if (authorization === undefined) return next();
      const before = known.get(request.socket);
      if (before?.authorization === authorization && keyRing.isValid(before.principal)) {
        request.principal = before.principal;
        return next();
      }
      const principal = keyRing.principalOf(tokenIn(authorization));
      if (principal === undefined) return refuse(reply);
      known.set(request.socket, { authorization, principal });
      request.principal = principal;
      next();
    });
    done();
  };
  // Fastify's way to say: for the plugin that registers this one, not only inside of it.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

/** All of these plugins, and nothing beside them, with the principal of each request known. */
export function authenticated(
  keyRing: KeyRing,
  plugins: readonly (FastifyPluginAsync | FastifyPluginCallback)[],
): FastifyPluginCallback {
  return (app, _options, done) => {
    app.register(authentication(keyRing));
    for (const plugin of plugins) app.register(plugin);
    done();
  };
}

/** 401, with the challenge that RFC 9110 asks for. */
export function refuse(reply: FastifyReply): void {
  sendProblem(reply, 'AUTH_REQUIRED', { headers: { 'www-authenticate': 'Bearer' } });
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
