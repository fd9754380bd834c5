import { accountOf, askedBy, principalOf } from '@truetape/auth/fastify';
import type { ErrorCode } from '@truetape/contracts';
import { sendProblem } from '@truetape/edge';
import { messageTraffic, Tally, webSocketRoute } from '@truetape/edge/web-socket';
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import { traderBy } from '../asker.ts';
import type { DeskOptions } from '../desk.ts';
import type { SessionLimits } from './limits.ts';
import { Session } from './session.ts';

const PATH = '/v1/session';

/** `GET /v1/session`: orders without a request of HTTP for each. */
export async function sessionRoute(
  app: FastifyInstance,
  desk: DeskOptions,
  limits: SessionLimits,
): Promise<void> {
  const begin = messageTraffic(app.edge, PATH);
  const open = new Tally();
  const sessions = new Set<Session>();
  const hasRoom: onRequestHookHandler = (request, reply, done) => {
    const max = limits.connectionsPerAccountMax;
    if (open.of(accountOf(request)) < max) return done();
    sendProblem(reply, 'SERVICE_OVERLOADED', { detail: `At most ${max} sessions of one account.` });
  };

  await webSocketRoute(app, {
    path: PATH,
    limits,
    guards: [noBrowser, hasRoom],
    accept: (connection, request) => {
      const accountId = accountOf(request);
      // What was signed was the opening: what comes in the session is as old as itself.
      const { validUntilMs: _, ...principal } = principalOf(request);
      const onDenied = (code: ErrorCode, requestId: string) =>
        app.securityJournal?.denied({ ...askedBy(request), code, requestId });
      const traderOf = (requestId: string) => {
        const onForeign = () => onDenied('ORDER_NOT_FOUND', requestId);
        return traderBy(principal, { accountId, requestId, onForeign });
      };
      const leave = open.add(accountId);
      const onEnded = () => {
        leave();
        sessions.delete(session);
      };
      const shared = { desk, connection, traderOf, limits, begin, onEnded };
      const isStillAllowed = () => request.isStillAllowed();
      const subjects = request.rateLimited?.subjects ?? [];
      const requestId = request.id;
      const session = new Session({ ...shared, subjects, requestId, isStillAllowed, onDenied });
      sessions.add(session);
      return session;
    },
  });
  const looking = setInterval(() => {
    for (const session of sessions) session.look();
  }, limits.lookMs);
  app.addHook('preClose', (done) => {
    clearInterval(looking);
    done();
  });
}

/** Browsers say where a page is from, and let any page connect anywhere. No page of a browser trades here. */
const noBrowser: onRequestHookHandler = (request, reply, done) => {
  if (request.headers.origin === undefined) return done();
  sendProblem(reply, 'AUTH_FORBIDDEN', { detail: 'A session is not opened from a browser.' });
};
