import type { FastifyPluginAsync } from 'fastify';
import type { IdentityDesk } from './desk/identity-desk.ts';
import { doorRoutes } from './routes/door-routes.ts';
import { ownRoutes } from './routes/own-routes.ts';
import { staffRoutes } from './routes/staff-routes.ts';

export { abandonedEraser } from './desk/erase-abandoned.ts';
export { eraseLeftBehind } from './desk/erase-left-behind.ts';
export { createIdentityDesk, type IdentityDesk } from './desk/identity-desk.ts';

/** Users, sessions, second factors, keys, roles and access: every route that asks about who somebody is. */
export function identityApi(desk: IdentityDesk): FastifyPluginAsync {
  return async (app) => {
    doorRoutes(app, desk);
    ownRoutes(app, desk);
    staffRoutes(app, desk);
  };
}
