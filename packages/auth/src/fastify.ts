import type { FastifyPluginAsync, FastifyPluginCallback } from 'fastify';
import { authenticate } from './fastify/authentication.ts';
import { authorize } from './fastify/authorization.ts';
import type { Authenticator } from './identity/authenticator.ts';

export { tokenOf } from './fastify/authentication.ts';
export { ACCOUNT_HEADER, accountOf, nameOf, principalOf } from './fastify/authorization.ts';

/** All of these plugins, and nothing beside them, with who asks known and every route under its rule. */
export function authenticated(
  authenticator: Authenticator,
  plugins: readonly (FastifyPluginAsync | FastifyPluginCallback)[],
): FastifyPluginCallback {
  return (app, _options, done) => {
    authenticate(app, authenticator);
    authorize(app, authenticator);
    for (const plugin of plugins) app.register(plugin);
    done();
  };
}
