import type { FastifyPluginCallback } from 'fastify';
import type { DeskOptions } from './desk.ts';
import { accountRoutes } from './routes/accounts.ts';
import { orderRoutes } from './routes/orders.ts';
import { venueRoutes } from './routes/venue.ts';

export type { DeskOptions } from './desk.ts';
export { createVenueDesk } from './venue-desk.ts';

/** The write edge: every route that appends. Mount it on an edge whose requests are authenticated. */
export function commandApi(options: DeskOptions): FastifyPluginCallback {
  return (app, _options, done) => {
    orderRoutes(app, options);
    accountRoutes(app, options);
    venueRoutes(app, options);
    done();
  };
}
