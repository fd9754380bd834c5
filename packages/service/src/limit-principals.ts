import { limitSubjects } from '@truetape/edge';
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

function subjectsOf({ principal }: FastifyRequest) {
  if (principal === null) return [];
  const key = { kind: 'key', id: principal.keyId } as const;
  if (principal.role === 'operator') return [key];
  return [key, { kind: 'account', id: principal.accountId } as const];
}
