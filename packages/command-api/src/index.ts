import { serveOpenApi } from '@truetape/edge';
import type { FastifyPluginAsync } from 'fastify';
import type { DeskOptions } from './desk.ts';
import { noParameters } from './no-parameters.ts';
import { accountRoutes } from './routes/accounts.ts';
import { changingRoutes } from './routes/changing.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { placingRoutes } from './routes/placing.ts';
import { venueRoutes } from './routes/venue.ts';
import { SESSION_LIMITS, type SessionLimits } from './session/limits.ts';
import { sessionRoute } from './session/session-route.ts';

export type { Operated } from './append-at-head.ts';
export type { DeskOptions } from './desk.ts';
export { passOnReads } from './pass-on-reads.ts';
export { SESSION_LIMITS, type SessionLimits } from './session/limits.ts';
export { createVenueDesk, type VenueDeskOptions } from './venue-desk.ts';

export interface CommandApiOptions extends DeskOptions {
  readonly sessionLimits?: Partial<SessionLimits>;
}

/** The write edge: every route that appends. Mount it on an edge whose requests are authenticated. */
export function commandApi({ sessionLimits, ...desk }: CommandApiOptions): FastifyPluginAsync {
  return async (app) => {
    app.addHook('preValidation', noParameters);
    placingRoutes(app, desk);
    changingRoutes(app, desk);
    accountRoutes(app, desk);
    venueRoutes(app, desk);
    correctionRoutes(app, desk);
    serveOpenApi(app);
    await sessionRoute(app, desk, { ...SESSION_LIMITS, ...sessionLimits });
  };
}
