import type { FastifyPluginAsync, FastifyPluginCallback } from 'fastify';
import { authenticate } from './fastify/authentication.ts';
import { authorize } from './fastify/authorization.ts';
import { note } from './fastify/noting.ts';
import type { Authenticator } from './identity/authenticator.ts';
import type { SecurityJournal } from './journal/security-journal.ts';

export { tokenOf } from './fastify/authentication.ts';
export { ACCOUNT_HEADER, accountOf, principalOf } from './fastify/authorization.ts';
export { askedBy } from './fastify/noting.ts';
export { nameOf } from './fastify/route-name.ts';

/**
 * All of these plugins, and nothing beside them, with who asks known and every route under its rule.
 *
 * @param journal where it is noted who was refused, and what the staff looked at; nowhere when left out
 */
export function authenticated(
  authenticator: Authenticator,
  plugins: readonly (FastifyPluginAsync | FastifyPluginCallback)[],
  journal?: SecurityJournal,
): FastifyPluginCallback {
  return (app, _options, done) => {
    authenticate(app, authenticator);
    authorize(app, authenticator);
    note(app, authenticator, journal);
    for (const plugin of plugins) app.register(plugin);
    done();
  };
}
