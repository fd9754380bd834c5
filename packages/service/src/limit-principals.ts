import { limitSubjects, type Subject } from '@truetape/edge';
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify';

/**
 * Counts every request for the key and the account of whoever asks, beside its address. Register it behind whatever finds
 * out who that is, before the routes.
 */
const plugin: FastifyPluginCallback = (app: FastifyInstance, _options, done) => {
  app.addHook('onRequest', limitSubjects(subjectsOf));
  done();
};

// Fastify's way to say: for the plugin that registers this one, not only inside of it.
export const limitPrincipals = Object.assign(plugin, { [Symbol.for('skip-override')]: true });

/** A session has no key: then it is its user. */
function subjectsOf({ principal, accountId }: FastifyRequest): readonly Subject[] {
  if (principal === null) return [];
  const key = { kind: 'key', id: principal.keyId ?? principal.userId } as const;
  return accountId === null ? [key] : [key, { kind: 'account', id: accountId }];
}
