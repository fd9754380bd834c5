import type { FastifyPluginCallback } from 'fastify';
import type { DeskOptions } from './desk.ts';
import { accountRoutes } from './routes/accounts.ts';
import { changingRoutes } from './routes/changing.ts';
import { placingRoutes } from './routes/placing.ts';
import { venueRoutes } from './routes/venue.ts';

export type { Operated } from './append-at-head.ts';
export type { DeskOptions } from './desk.ts';
export { passOnReads } from './pass-on-reads.ts';
export { createVenueDesk, type VenueDeskOptions } from './venue-desk.ts';

/** The write edge: every route that appends. Mount it on an edge whose requests are authenticated. */
export function commandApi(options: DeskOptions): FastifyPluginCallback {
  return (app, _options, done) => {
    placingRoutes(app, options);
    changingRoutes(app, options);
    accountRoutes(app, options);
    venueRoutes(app, options);
    done();
  };
}
